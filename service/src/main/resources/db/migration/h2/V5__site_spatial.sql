-- In layout metres (no spatial reference), and where the layout is georeferenced also on Earth (longitude, latitude).
ALTER TABLE site ADD COLUMN plan GEOMETRY(GEOMETRY, 0) NOT NULL;
ALTER TABLE site ADD COLUMN earth GEOMETRY(GEOMETRY, 4326);
CREATE SPATIAL INDEX site_by_plan ON site (plan);
CREATE SPATIAL INDEX site_by_earth ON site (earth);
