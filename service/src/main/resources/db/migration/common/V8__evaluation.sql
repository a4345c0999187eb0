-- Clips of others that were judged by REST. The last ones are kept; outcome is the verdict or what was wrong, as JSON.
CREATE TABLE evaluation (
  id         VARCHAR(36)   NOT NULL PRIMARY KEY,
  home       VARCHAR(1000) NOT NULL,
  state      VARCHAR(16)   NOT NULL,
  clip       TEXT          NOT NULL,
  outcome    TEXT          NOT NULL,
  created_at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX evaluation_by_time ON evaluation (created_at, id);
