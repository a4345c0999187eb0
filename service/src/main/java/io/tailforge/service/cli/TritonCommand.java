package io.tailforge.service.cli;

import picocli.CommandLine.Command;

@Command(
        name = "triton",
        description = "Triton servers of the generation contract.",
        mixinStandardHelpOptions = true,
        subcommands = {TritonCheckCommand.class, TritonServeCommand.class, TritonRepositoryCommand.class})
final class TritonCommand {}
