-- How a request is to be served.
ALTER TABLE generation_request ADD COLUMN requester VARCHAR(64) DEFAULT 'default' NOT NULL;
ALTER TABLE generation_request ADD COLUMN priority VARCHAR(8) DEFAULT 'NORMAL' NOT NULL;
ALTER TABLE generation_request ADD COLUMN deadline TIMESTAMP WITH TIME ZONE;
ALTER TABLE generation_request ADD COLUMN budget_seconds DOUBLE PRECISION;
ALTER TABLE generation_request ADD COLUMN fresh BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE generation_request ADD COLUMN engine VARCHAR(80);
CREATE INDEX generation_request_by_state ON generation_request (state, created_at, id);

-- Which result the same inputs led to before: a repeat of a clip is not even rendered. A row may go at any time.
CREATE TABLE clip_result (
  inputs_sha256 VARCHAR(64) NOT NULL PRIMARY KEY,
  result_key    VARCHAR(80) NOT NULL,
  created_at    TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX clip_task_by_result ON clip_task (result_key);
