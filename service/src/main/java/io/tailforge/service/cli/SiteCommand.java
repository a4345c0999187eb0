package io.tailforge.service.cli;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.map.SiteFeature;
import io.tailforge.scene.map.SiteQuery;
import io.tailforge.scene.map.SiteTraits.Measure;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.catalog.LayoutRow;
import io.tailforge.service.catalog.SiteRow;
import io.tailforge.service.site.SiteDatabase;
import io.tailforge.service.site.SiteGeoJson;
import io.tailforge.service.site.SiteSearch.Found;
import io.tailforge.variation.read.SiteQueryReader;
import io.tailforge.variation.read.VariationSpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "site",
        description = "Places on layouts: junctions, crossings, curves, merges, grades, stretches.",
        mixinStandardHelpOptions = true,
        subcommands = SiteCommand.Search.class)
final class SiteCommand {
    @Command(
            name = "search",
            description = "Finds the sites of layouts that a query asks for; needs no server.",
            mixinStandardHelpOptions = true)
    static final class Search implements Callable<Integer> {
        private static final int MOST_BYTES = 4 << 20;

        @Option(
                names = "--layout",
                required = true,
                arity = "1..*",
                paramLabel = "PATH",
                description = "HD maps: files or folders.")
        List<Path> layouts = List.of();

        @Option(
                names = "--query",
                paramLabel = "FILE|-",
                description = "Site query, JSON or YAML; - is standard input (default: everything).")
        String query = "";

        @Option(names = "--json", description = "Answer as GeoJSON.")
        boolean json;

        @Override
        public Integer call() throws IOException {
            SiteQuery wanted = readQuery();
            try (SiteDatabase database = SiteDatabase.inMemory()) {
                Map<String, String> names = new TreeMap<>();
                for (Path layout : layouts) {
                    LayoutRow row = database.add(layout);
                    names.put(row.id(), row.name());
                }
                boolean only = names.size() == 1 && wanted.layouts().isEmpty();
                SiteQuery asked = only ? wanted.onAnyOf(names.keySet()) : wanted;
                print(database.search().search(asked, source()), names);
                return 0;
            }
        }

        private String source() {
            return query.equals("-") ? "standard input" : query.isEmpty() ? "query" : query;
        }

        private SiteQuery readQuery() throws IOException {
            byte[] text = query.isEmpty() ? "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8) : bytes();
            if (text.length > MOST_BYTES) {
                throw new BadInputException(
                        Problem.of("QUERY-TOO-LARGE", source(), "is larger than " + MOST_BYTES + " bytes"));
            }
            return SiteQueryReader.read(JsonView.of(source(), VariationSpecReader.parse(source(), text)));
        }

        private byte[] bytes() throws IOException {
            if (query.equals("-")) {
                return System.in.readNBytes(MOST_BYTES + 1);
            }
            if (!Files.isRegularFile(Path.of(query))) {
                throw new BadInputException(Problem.of("NO-SUCH-FILE", query, "there is no such query file"));
            }
            try (var in = Files.newInputStream(Path.of(query))) {
                return in.readNBytes(MOST_BYTES + 1);
            }
        }

        private void print(Found found, Map<String, String> names) {
            if (json) {
                System.out.println(JsonWriter.compact(SiteGeoJson.of(found)));
                return;
            }
            found.sites().forEach(row -> System.out.println(line(row, names)));
            found.skipped()
                    .forEach(layout ->
                            System.out.println("  skipped " + layout.name() + ": does not say where on Earth it lies"));
            System.out.printf(
                    "%d sites%s%n",
                    found.sites().size(), found.cursor().isPresent() ? ", and there are more: raise the limit" : "");
        }

        private static String line(SiteRow row, Map<String, String> names) {
            SiteFeature site = row.site();
            List<String> words = new ArrayList<>();
            site.traits().direction().ifPresent(way -> words.add(JsonView.enumText(way)));
            site.traits().signalised().ifPresent(lights -> words.add(lights ? "signalised" : "no lights"));
            for (Measure measure : Measure.values()) {
                site.traits().find(measure).ifPresent(value -> words.add(measure.key() + " " + number(value)));
            }
            return String.format(
                    Locale.ROOT,
                    "  %s %s at %.1f, %.1f: %s",
                    names.getOrDefault(row.layoutId(), row.layoutId()),
                    site.id(),
                    site.centre().x(),
                    site.centre().y(),
                    String.join(", ", words));
        }

        private static String number(double value) {
            return value == Math.rint(value)
                    ? Long.toString((long) value)
                    : String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.3f" : "%.1f", value);
        }
    }
}
