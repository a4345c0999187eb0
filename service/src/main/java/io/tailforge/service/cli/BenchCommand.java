package io.tailforge.service.cli;

import picocli.CommandLine.Command;

@Command(
        name = "bench",
        description = "Measures the engines, so that you can compare them with your own tools.",
        mixinStandardHelpOptions = true,
        subcommands = {BenchRaycastCommand.class, BenchFilterCommand.class})
final class BenchCommand {}
