CREATE ALIAS IF NOT EXISTS H2GIS_SPATIAL FOR 'org.h2gis.functions.factory.H2GISFunctions.load';
CALL H2GIS_SPATIAL();

-- In layout metres (no spatial reference), and where the layout is georeferenced also on Earth (longitude, latitude).
ALTER TABLE layout ADD COLUMN extent GEOMETRY(GEOMETRY, 0);
ALTER TABLE layout ADD COLUMN footprint GEOMETRY(GEOMETRY, 4326);
CREATE SPATIAL INDEX layout_by_extent ON layout (extent);
CREATE SPATIAL INDEX layout_by_footprint ON layout (footprint);
