package io.tailforge.variation.read;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table of comma-separated values with a header, UTF-8; plain cells, no quotes. Complaints name line and column. */
final class CsvTable {
    private static final int MOST_ROWS = 200_000;
    private static final int MOST_COLUMNS = 64;

    private final String source;
    private final List<Row> rows = new ArrayList<>();

    /** @param columns those that may be there; others are refused */
    private CsvTable(String source, String text, List<String> columns) {
        this.source = source;
        List<String> header = List.of();
        int line = 0;
        for (String raw : (Iterable<String>) text.lines()::iterator) {
            line++;
            if (raw.isBlank()) {
                continue;
            }
            List<String> cells = cells(raw, line);
            if (header.isEmpty()) {
                header = header(cells, columns, line);
            } else {
                addRow(header, cells, line);
            }
        }
        if (rows.isEmpty()) {
            throw bad("CSV-EMPTY", 0, "", "needs a header line (" + String.join(",", columns) + ") and rows below it");
        }
    }

    static CsvTable parse(String source, byte[] utf8, List<String> columns) {
        return new CsvTable(source, decode(source, utf8), columns);
    }

    private static String decode(String source, byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadInputException(Problem.of("CSV-NOT-UTF8", source, "is not UTF-8 text"));
        }
    }

    private List<String> cells(String raw, int line) {
        if (raw.indexOf('"') >= 0) {
            throw bad("CSV-QUOTED", line, "", "holds a quote; cells are written as they are, without commas");
        }
        String[] cells = raw.split(",", MOST_COLUMNS + 1);
        if (cells.length > MOST_COLUMNS) {
            throw bad("CSV-COLUMNS", line, "", "has more than " + MOST_COLUMNS + " columns");
        }
        return Arrays.stream(cells).map(String::strip).toList();
    }

    private List<String> header(List<String> names, List<String> columns, int line) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!columns.contains(name)) {
                throw bad(
                        "CSV-UNKNOWN-COLUMN",
                        line,
                        name,
                        "unknown column '" + name + "'" + JsonView.hint(name, columns.toArray(String[]::new)));
            }
            if (names.indexOf(name) < i) {
                throw bad("CSV-COLUMN-TWICE", line, name, "is there twice");
            }
        }
        return names;
    }

    private void addRow(List<String> header, List<String> cells, int line) {
        if (cells.size() != header.size()) {
            throw bad("CSV-COLUMNS", line, "", "has " + cells.size() + " cells, the header " + header.size());
        }
        if (rows.size() == MOST_ROWS) {
            throw bad("CSV-TOO-LONG", line, "", "has more than " + MOST_ROWS + " rows");
        }
        Map<String, String> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            byColumn.put(header.get(i), cells.get(i));
        }
        rows.add(new Row(line, byColumn));
    }

    List<Row> rows() {
        return rows;
    }

    BadInputException bad(String code, int line, String column, String detail) {
        return new BadInputException(new Problem(code, source, column, line, detail));
    }

    /** One line of cells by column. */
    final class Row {
        private final int line;
        private final Map<String, String> cells;

        private Row(int line, Map<String, String> cells) {
            this.line = line;
            this.cells = cells;
        }

        int line() {
            return line;
        }

        /** The cell's text; empty where the column is absent or the cell is. */
        Optional<String> find(String column) {
            return Optional.ofNullable(cells.get(column)).filter(cell -> !cell.isEmpty());
        }

        String get(String column) {
            return find(column).orElseThrow(() -> bad(column, "CSV-NO-VALUE", "needs a value in this column"));
        }

        Optional<Double> findNumber(String column) {
            return find(column).map(cell -> number(column, cell));
        }

        double number(String column) {
            return number(column, get(column));
        }

        private double number(String column, String cell) {
            try {
                double value = Double.parseDouble(cell);
                if (Double.isFinite(value) && cell.matches("[-+.0-9eE]+")) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw notANumber(column, cell);
            }
            throw notANumber(column, cell);
        }

        private BadInputException notANumber(String column, String cell) {
            String shown = cell.length() > 40 ? cell.substring(0, 40) + "..." : cell;
            return bad(column, "CSV-NOT-A-NUMBER", "must be a number, not '" + shown + "'");
        }

        BadInputException bad(String column, String code, String detail) {
            return CsvTable.this.bad(code, line, column, detail);
        }
    }
}
