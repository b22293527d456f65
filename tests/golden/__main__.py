"""Renew the golden files: ``python -m tests.golden``; look at what git says that changed."""

from __future__ import annotations

import logging

from tests.golden.words import FOLDER, cases, path_of, words_of


def main() -> None:
    logging.disable(logging.WARNING)  # Streamlit warns of every thread without a session
    wanted = set()
    for page, selection, lang in cases():
        path = path_of(page, selection, lang)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words_of(page, selection, lang), encoding="utf-8")
        wanted.add(path)
    for path in set(FOLDER.rglob("*.txt")) - wanted:
        path.unlink()
    print(f"{len(wanted)} files in {FOLDER}")


if __name__ == "__main__":
    main()
