package io.tailforge.conditioning.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.map.GeoReference;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapProjectionTest {
    private static final Offset<Double> MILLIMETRE = within(1e-3);

    /** Expected: pyproj 3 (PROJ 9), an independent implementation. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    +proj=utm +zone=32 +datum=WGS84 +units=m | 49.0064 | 8.4353 | 458701.801026 | 5428320.851126
                    +proj=utm +zone=54 +datum=WGS84 +units=m | 35.9033 | 139.9336 | 403768.954146 | 3973748.290764
                    +proj=utm +zone=23 +south +datum=WGS84 | -22.9 | -43.2 | 684623.673265 | 7466421.400670
                    +proj=tmerc +lat_0=48.5 +lon_0=9.2 +k=1 +x_0=100 +y_0=-50 +datum=WGS84 | 48.55 | 9.25 | 3791.435119 | 5511.233537
                    +proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 | 48.85 | 2.35 | 652301.564831 | 6861302.725900
                    +proj=merc +a=6378137 +b=6378137 +lon_0=0 +k=1 +units=m +nadgrids=@null | 48.85 | 2.35 | 261600.803364 | 6249447.752791
                    +proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 | 50 | 9 | 4249298.599372 | 2987999.019002
                    """)
    void projectsAsProjDoes(String projection, double latitude, double longitude, double east, double north) {
        ProjectedCrs crs = ProjectedCrs.parse(projection).orElseThrow();
        assertThat(crs.project(latitude, longitude)[0]).isCloseTo(east, MILLIMETRE);
        assertThat(crs.project(latitude, longitude)[1]).isCloseTo(north, MILLIMETRE);
        assertThat(crs.unproject(east, north)[0]).isCloseTo(latitude, within(1e-8));
        assertThat(crs.unproject(east, north)[1]).isCloseTo(longitude, within(1e-8));
    }

    @Test
    void theOriginOfTheLayoutIsThePlaceOfItsGeoReference() {
        String utm = ProjectedCrs.utmAt(49.0064, 8.4353);
        MapProjection projection = MapProjection.of(new GeoReference(49.0064, 8.4353, utm));
        assertThat(projection.toLocal(49.0064, 8.4353)).containsExactly(0, 0);
        GeoReference origin =
                MapProjection.originOf(utm, 458701.801026, 5428320.851126).orElseThrow();
        assertThat(origin.latitude()).isCloseTo(49.0064, within(1e-9));
        assertThat(origin.longitude()).isCloseTo(8.4353, within(1e-9));
    }

    @Test
    void withoutAProjectionMetresAreMetresAtTheOrigin() {
        MapProjection projection = MapProjection.of(new GeoReference(60, 10, ""));
        double[] north = projection.toGeographic(0, 1000);
        // A degree of latitude at 60 degrees north is 111 412 m long.
        assertThat(north[0] - 60).isCloseTo(1000 / 111_412.0, within(1e-7));
        assertThat(north[1]).isCloseTo(10, within(1e-12));
        double[] back = projection.toLocal(
                projection.toGeographic(300, -700)[0], projection.toGeographic(300, -700)[1]);
        assertThat(back[0]).isCloseTo(300, within(1e-6));
        assertThat(back[1]).isCloseTo(-700, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "EPSG:25832",
                "+proj=longlat +datum=WGS84",
                "+proj=utm",
                "+proj=utm +zone=61",
                "+proj=utm +zone=32 +lat_0=37.35 +lon_0=-121.9 +datum=WGS84 +geoidgrids=egm96_15.gtx",
                "+proj=utm +zone=32 +ellps=bessel +lat_0=3",
                "+proj=tmerc +lat_0=x",
                "+proj=tmerc +lat_0=NaN +lon_0=9",
                "+proj=lcc +lat_1=49 +lat_2=-49",
                "+proj=no_such_projection",
                "+proj=lcc +lat_1=ten",
                "+proj=merc +nadgrids=/etc/passwd",
                "+proj=merc +datum=NAD27",
                "+init=/etc/passwd",
                "+proj=merc +units=us-ft"
            })
    void aProjectionThatCannotBeUsedIsReplacedByAPlainOne(String projection) {
        assertThat(MapProjection.originOf(projection, 500_000, 5_000_000)).isEmpty();
        MapProjection used = MapProjection.of(new GeoReference(49, 8, projection));
        MapProjection plain = MapProjection.of(new GeoReference(49, 8, ""));
        assertThat(used.toLocal(49.01, 8.02)).containsExactly(plain.toLocal(49.01, 8.02));
    }

    @Test
    void aProjectionThatDoesNotReachTheOriginIsReplaced() {
        MapProjection used = MapProjection.of(new GeoReference(49, -171, "+proj=utm +zone=32 +datum=WGS84"));
        double[] local = used.toLocal(49.001, -171);
        assertThat(local[0]).isCloseTo(0, within(1e-6));
        assertThat(local[1]).isCloseTo(111.2, within(0.1));
    }

    @ParameterizedTest
    @CsvSource({
        "49, 8, 32",
        "35.9, 139.9, 54",
        "60.4, 5.3, 32",
        "78.2, 15.6, 33",
        "0, 180, 1",
        "10, -180, 1",
        "10, 179.9, 60"
    })
    void utmZonesHaveTheirExceptions(double latitude, double longitude, int zone) {
        assertThat(ProjectedCrs.utmAt(latitude, longitude)).contains("+zone=" + zone + " ");
    }

    @Test
    void farBeyondAMapNothingIsThrown() {
        for (String projection : new String[] {"", "+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3"}) {
            MapProjection used = MapProjection.of(new GeoReference(47, 3, projection));
            assertThat(used.toGeographic(1e9, -1e9)).hasSize(2);
            assertThat(used.toLocal(-89, -177)).hasSize(2);
        }
    }
}
