package io.tailforge.service.cli;

import io.tailforge.generation.GenerationException;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.pipeline.ProductVersion;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * Entry point. Exit codes: 0 fine, 1 something was found wrong, 2 bad usage or input that was refused.
 */
@Command(
        name = "tailforge",
        description = "Synthetic driving data: an HD map and a variation spec in, a checked and published dataset out.",
        mixinStandardHelpOptions = true,
        versionProvider = Tailforge.Version.class,
        subcommands = {
            DemoCommand.class,
            GenerateCommand.class,
            ServeCommand.class,
            RenderCommand.class,
            EvaluateCommand.class,
            CalibrateCommand.class,
            InfoCommand.class,
            LayoutCommand.class,
            SiteCommand.class,
            BenchCommand.class,
            TritonCommand.class,
            DatasetCommand.class,
            CameraCommand.class,
            WorldCommand.class,
            LidarCommand.class
        })
public final class Tailforge {
    /** Found wrong. */
    static final int WRONG = 1;

    /** Bad usage, or input that was refused. */
    static final int USAGE = 2;

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        CommandLine commands = new CommandLine(new Tailforge());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler(Tailforge::explain);
        return commands.execute(args);
    }

    private static int explain(Exception thrown, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        Throwable cause = rootOf(thrown);
        switch (cause) {
            case BadInputException bad -> {
                for (Problem problem : bad.problems()) {
                    err.println("tailforge: " + problem);
                }
                return USAGE;
            }
            case GenerationException failed -> {
                err.println("tailforge: " + failed.getMessage());
                return WRONG;
            }
            case StartFailedException start -> {
                err.println("tailforge: could not start: " + start.getMessage());
                return WRONG;
            }
            case java.io.IOException io -> {
                err.println("tailforge: " + io.getClass().getSimpleName() + ": " + io.getMessage());
                return WRONG;
            }
            default -> throw thrown;
        }
    }

    /** Looks through Spring's wrappers for a refusal of ours. */
    private static Throwable rootOf(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof BadInputException || t instanceof GenerationException) {
                return t;
            }
        }
        return thrown;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tailforge " + ProductVersion.current()};
        }
    }
}
