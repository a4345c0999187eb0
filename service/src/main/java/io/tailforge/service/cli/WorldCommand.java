package io.tailforge.service.cli;

import picocli.CommandLine.Command;

@Command(
        name = "world",
        description = "The street that cameras and LiDARs see.",
        mixinStandardHelpOptions = true,
        subcommands = {WorldExportCommand.class})
final class WorldCommand {}
