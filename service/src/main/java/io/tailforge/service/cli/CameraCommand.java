package io.tailforge.service.cli;

import picocli.CommandLine.Command;

@Command(
        name = "camera",
        description = "The CPU camera engine, without a clip around it.",
        mixinStandardHelpOptions = true,
        subcommands = {CameraShootCommand.class})
final class CameraCommand {}
