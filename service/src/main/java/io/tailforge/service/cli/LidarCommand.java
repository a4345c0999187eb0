package io.tailforge.service.cli;

import picocli.CommandLine.Command;

@Command(
        name = "lidar",
        description = "LiDAR sweeps by ray casting with sensor and weather physics.",
        mixinStandardHelpOptions = true,
        subcommands = LidarSweepCommand.class)
final class LidarCommand {}
