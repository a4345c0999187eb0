package io.tailforge.conditioning.geojson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.SharedLayouts;
import io.tailforge.conditioning.SharedMaps;
import io.tailforge.conditioning.convert.LayoutWriter;
import io.tailforge.conditioning.convert.LayoutWriters;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.scene.map.MapElement.Lane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class GeoJsonRoundTripTest {
    @TempDir
    Path folder;

    private LayoutReading converted(LayoutWriter writer, LayoutReading layout, String name) {
        Path file = folder.resolve(name + ".geojson");
        writer.write(layout, file);
        return Layouts.read(file);
    }

    /** The canonical document of a map, as if GeoJSON had always been its format. */
    private static String text(HdMap map) {
        HdMap same = new HdMap(map.name(), "geojson", map.drivingSide(), map.geoReference(), map.elements());
        return new String(MapDocument.write(same), StandardCharsets.UTF_8);
    }

    @TestFactory
    Stream<DynamicTest> nothingThatAMapHoldsIsLost() {
        return SharedLayouts.require().stream()
                .map(layout -> DynamicTest.dynamicTest(String.valueOf(layout.getFileName()), () -> {
                    LayoutReading read = Layouts.read(layout);
                    LayoutReading back =
                            converted(LayoutWriters.get("geojson"), read, String.valueOf(layout.getFileName()));
                    assertThat(text(back.map()).equals(text(read.map()))).isTrue();
                    assertThat(back.warnings()).isEmpty();
                }));
    }

    @Test
    void writingTwiceGivesTheSameBytes() throws IOException {
        LayoutReading street = Layouts.read(Street.write(folder, Street.whole()));
        new GeoJsonWriter().write(street, folder.resolve("1.geojson"));
        new GeoJsonWriter().write(street, folder.resolve("2.geojson"));
        assertThat(folder.resolve("1.geojson")).hasSameBinaryContentAs(folder.resolve("2.geojson"));
    }

    @Test
    void inLongitudeAndLatitudePointsComeBackWithinAMicrometre() {
        LayoutReading pittsburgh = Layouts.read(SharedMaps.require("av2-pittsburgh"));
        LayoutReading back = converted(LayoutWriters.get("geojson-wgs84"), pittsburgh, "pittsburgh");
        List<Lane> lanes = pittsburgh.map().listElements(Lane.class);
        List<Lane> again = back.map().listElements(Lane.class);
        for (int i = 0; i < lanes.size(); i++) {
            assertThat(again.get(i).left().toArray())
                    .containsExactly(lanes.get(i).left().toArray(), within(1e-6));
        }
        assertThat(back.map().elements()).hasSameSizeAs(pittsburgh.map().elements());
    }

    @Test
    void aMapWithoutPlaceHasNoLongitude() throws IOException {
        LayoutReading street = Layouts.read(Street.write(folder, Street.whole()));
        assertThatThrownBy(() -> new GeoJsonWgs84Writer().write(street, folder.resolve("x.geojson")))
                .hasMessageContaining("GEOJSON-NO-PLACE");
        assertThat(folder.resolve("x.geojson")).doesNotExist();
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        LayoutReading street = Layouts.read(Street.write(folder, Street.whole()));
        Path taken = Files.writeString(folder.resolve("taken.geojson"), "mine");
        assertThatThrownBy(() -> new GeoJsonWriter().write(street, taken)).hasMessageContaining("LAYOUT-TARGET-EXISTS");
        assertThat(taken).hasContent("mine");
    }

    @Test
    void anUnknownFormatIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> LayoutWriters.get("shapefile"))
                .hasMessageContaining("LAYOUT-UNKNOWN-FORMAT")
                .hasMessageContaining("geojson");
    }
}
