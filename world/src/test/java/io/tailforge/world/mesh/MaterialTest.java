package io.tailforge.world.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MaterialTest {
    @Test
    void noMaterialSendsBackMoreThanItGets() {
        assertThatThrownBy(() -> new Laser(0.6, 0.3, 0.2, 0)).hasMessageContaining("more than it gets");
        for (Material material : Material.values()) {
            Laser laser = material.laser();
            assertThat(laser.diffuse() + laser.mirrored() + laser.passes())
                    .as(material.name())
                    .isBetween(0.01, 1.0);
            assertThat(Math.max(material.red(), Math.max(material.green(), material.blue())))
                    .as(material.name())
                    .isBetween(0.0f, 0.9f);
        }
    }

    @Test
    void onlyPanesLetABeamThrough() {
        assertThat(Arrays.stream(Material.values()).filter(m -> m.laser().passes() > 0))
                .containsExactlyInAnyOrder(Material.WINDOW, Material.CAR_GLASS);
    }

    @Test
    void aSignOutshinesAnyMattSurfaceAndAMattPlateIsTheMeasure() {
        assertThat(Material.SIGN_FACE.laser().retroGain()).isGreaterThan(100);
        assertThat(new Laser(1, 0, 0, 1 / Math.PI).retroGain()).isEqualTo(1);
        assertThat(Material.ASPHALT.laser().retroGain()).isZero();
    }
}
