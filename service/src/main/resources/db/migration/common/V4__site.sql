-- What is worth driving to on a layout; rows are made by SiteFinder and made anew when its scheme grows.
ALTER TABLE layout ADD COLUMN site_scheme INTEGER DEFAULT 0 NOT NULL;

CREATE TABLE site (
  layout_id          VARCHAR(64)  NOT NULL REFERENCES layout (id),
  ordinal            INTEGER      NOT NULL,
  id                 VARCHAR(80)  NOT NULL,
  kind               VARCHAR(16)  NOT NULL,
  driving_side       VARCHAR(8)   NOT NULL,
  signalised         BOOLEAN,
  at_junction        BOOLEAN,
  direction          VARCHAR(8),
  arms               DOUBLE PRECISION,
  crossings          DOUBLE PRECISION,
  min_radius_m       DOUBLE PRECISION,
  max_grade          DOUBLE PRECISION,
  length_m           DOUBLE PRECISION,
  width_m            DOUBLE PRECISION,
  area_m2            DOUBLE PRECISION,
  lanes              DOUBLE PRECISION,
  speed_limit_mps    DOUBLE PRECISION,
  sharpest_angle_deg DOUBLE PRECISION,
  centre_x           DOUBLE PRECISION NOT NULL,
  centre_y           DOUBLE PRECISION NOT NULL,
  centre_z           DOUBLE PRECISION NOT NULL,
  lane_count         INTEGER      NOT NULL,
  lane_ids           TEXT         NOT NULL,
  PRIMARY KEY (layout_id, ordinal)
);
