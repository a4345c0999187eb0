-- In layout metres (no spatial reference), and where the layout is georeferenced also on Earth (longitude, latitude).
ALTER TABLE site ADD COLUMN plan geometry(Geometry, 0) NOT NULL;
ALTER TABLE site ADD COLUMN earth geometry(Geometry, 4326);
CREATE INDEX site_by_plan ON site USING gist (plan);
CREATE INDEX site_by_earth ON site USING gist (earth);
