package io.tailforge.videogen;

import io.tailforge.scene.Scene;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.WorldBvh;

/** What stays the same over a clip: the scene, its triangles, its sky and weather, and how much work a pixel is worth. */
record World(
        Scene scene,
        SceneMesh mesh,
        WorldBvh bvh,
        WeatherLook look,
        Sky sky,
        SkySamples skySamples,
        Signals signals,
        Traffic traffic,
        Appearance appearance,
        WeatherCoat coat,
        RenderPreset preset,
        int seed) {}
