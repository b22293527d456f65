# The monitor on a server: sticky sessions in front of it, health check at /_stcore/health.
FROM python:3.11-slim-bookworm
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core curl \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt .
# what an object store needs, as s3fs==2026.9.0
ARG STORE=
RUN pip install --no-cache-dir -r requirements.txt $STORE
COPY . .
RUN useradd --create-home monitor && chown -R monitor /app/static
USER monitor
ENV MONITOR_DATA=
EXPOSE 8501
HEALTHCHECK CMD curl --fail --silent http://localhost:8501/_stcore/health || exit 1
CMD ["python", "-m", "monitor", "run", "--host", "0.0.0.0", "--port", "8501", "--no-browser"]
