CREATE EXTENSION IF NOT EXISTS postgis;

-- In layout metres (no spatial reference), and where the layout is georeferenced also on Earth (longitude, latitude).
ALTER TABLE layout ADD COLUMN extent geometry(Geometry, 0);
ALTER TABLE layout ADD COLUMN footprint geometry(Geometry, 4326);
CREATE INDEX layout_by_extent ON layout USING gist (extent);
CREATE INDEX layout_by_footprint ON layout USING gist (footprint);
