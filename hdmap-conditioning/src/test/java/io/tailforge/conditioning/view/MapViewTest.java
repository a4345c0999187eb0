package io.tailforge.conditioning.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.video.Frame;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MapViewTest {
    private static final int GROUND = 0xf3f1ea;

    private static LayoutReading map(MapElement... elements) {
        HdMap map = new HdMap("plan", "test", DrivingSide.RIGHT, Optional.empty(), List.of(elements));
        return new LayoutReading(map, Optional.empty(), List.of());
    }

    private static int at(Frame frame, int x, int y) {
        return frame.sample(x, y, 0) << 16 | frame.sample(x, y, 1) << 8 | frame.sample(x, y, 2);
    }

    private static int blue(Frame frame, int x, int y) {
        return frame.sample(x, y, 2);
    }

    @Test
    void upIsNorthOfTheLayoutAndRightIsEast() {
        LayoutReading reading =
                map(new MapElement.RoadBoundary("north-east", Polyline3.of(5, 5, 0, 9, 9, 0), BoundaryKind.ROAD_EDGE));
        Frame frame = MapView.around(reading, 0, 0, 10, 200, 200).draw();

        assertThat(at(frame, 170, 30)).isNotEqualTo(GROUND);
        assertThat(at(frame, 30, 30)).isEqualTo(GROUND);
        assertThat(at(frame, 170, 170)).isEqualTo(GROUND);
    }

    @Test
    void theWholeMapIsInThePicture() {
        LayoutReading reading = map(new MapElement.LaneLine(
                "line", Polyline3.of(1000, -50, 0, 1400, -50, 0), LineColour.YELLOW, LineStyle.SOLID_SINGLE));
        Frame frame = MapView.ofAll(reading, 400, 300).draw();

        assertThat(blue(frame, 20, 150)).isLessThan(0xa0);
        assertThat(blue(frame, 380, 150)).isLessThan(0xa0);
    }

    @Test
    void theBarIsARoundNumberOfMetres() {
        assertThat(MapView.around(map(), 0, 0, 50, 400, 400).barMetres()).isEqualTo(20, within(1e-9));
        assertThat(MapView.around(map(), 0, 0, 400, 400, 400).barMetres()).isEqualTo(200, within(1e-9));
    }
}
