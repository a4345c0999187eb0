package io.tailforge.service.cli;

import picocli.CommandLine.Command;

@Command(
        name = "layout",
        description = "HD maps.",
        mixinStandardHelpOptions = true,
        subcommands = {
            LayoutCheckCommand.class,
            LayoutConvertCommand.class,
            LayoutExportCommand.class,
            LayoutViewCommand.class
        })
final class LayoutCommand {}
