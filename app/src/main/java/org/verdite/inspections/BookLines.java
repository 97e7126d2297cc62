package org.verdite.inspections;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.poi.ss.util.CellReference;
import org.jspecify.annotations.Nullable;
import org.verdite.obligations.ClausesFile.Words;
import org.verdite.rectification.Severity;
import org.verdite.shared.Invalid;
import org.verdite.ui.book.BothLanguages;
import org.verdite.ui.book.SheetSink;

/// The lines of a workbook's sheet of criteria. What can't be read is named by its cell: `Criteria!C7`.
final class BookLines implements SheetSink {

    private static final Pattern FIELD = Pattern.compile("criteria\\[(\\d+)](?:\\.(.+))?");
    private static final Pattern PARTS = Pattern.compile("[;；\\n]");
    private static final Pattern SITES = Pattern.compile("[,;，；、\\n]");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,15})?");

    private final String sheet;
    private final BothLanguages words;
    private final Map<Integer, BookColumn> columns = new HashMap<>();
    private final Map<BookColumn, Integer> places = new EnumMap<>(BookColumn.class);
    private final Map<Integer, Map<BookColumn, String>> rows = new LinkedHashMap<>();
    private final List<Invalid.Problem> problems = new ArrayList<>();
    private int head = -1;

    BookLines(String sheet, BothLanguages words) {
        this.sheet = sheet;
        this.words = words;
    }

    @Override
    public boolean verbatim() {
        return true;
    }

    @Override
    public void formula(int row, int column) {
        problem(place(row, column), "inspections.book.formula");
    }

    @Override
    public void cell(int row, int column, String text) {
        if (text.isBlank()) {
            return;
        }
        if (head < 0) {
            head = row;
        }
        if (row == head) {
            heading(column, text);
            return;
        }
        var known = columns.get(column);
        if (known == null) {
            problem(place(row, column), "inspections.book.outside");
            return;
        }
        rows.computeIfAbsent(row, _ -> new EnumMap<>(BookColumn.class)).put(known, text.strip());
        if (rows.size() > Criteria.MOST) {
            throw new Invalid("file", "inspections.invalid.most", Criteria.MOST);
        }
    }

    private void heading(int at, String text) {
        Optional<BookColumn> known = Stream.of(BookColumn.values())
                .filter(c -> words.called(text, c.key, c.heading))
                .findFirst();
        if (known.isEmpty()) {
            problem(place(head, at), "inspections.book.heading", text);
        } else if (places.putIfAbsent(known.get(), at) != null) {
            problem(place(head, at), "inspections.invalid.twice", text);
        } else {
            columns.put(at, known.get());
        }
    }

    private void problem(String place, String key, Object... args) {
        problems.add(new Invalid.Problem(place, key, List.of(args)));
    }

    private String place(int row, int column) {
        return sheet + "!" + CellReference.convertNumToColString(column) + (row + 1);
    }

    /// `criteria[3].weight` as the sheet has it: `Criteria!J5`.
    String place(String field) {
        var found = FIELD.matcher(field);
        if (!found.matches()) {
            return field;
        }
        int row = List.copyOf(rows.keySet()).get(Integer.parseInt(found.group(1)));
        Integer column = found.group(2) == null
                ? null
                : BookColumn.of(found.group(2)).map(places::get).orElse(null);
        return column == null ? sheet + "!" + (row + 1) : place(row, column);
    }

    /// @throws Invalid with each thing that can't be read, by its cell
    ChecklistFile file() {
        var lines = new ArrayList<ChecklistFile.Line>();
        rows.forEach((row, cells) -> lines.add(new Cells(row, cells).line()));
        var file = ChecklistFile.of(lines);
        file.problems().forEach(p -> problem(place(p.field()), p.key(), p.args().toArray()));
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        return file;
    }

    /// The cells of one row.
    private final class Cells {

        private final int row;
        private final Map<BookColumn, String> cells;

        Cells(int row, Map<BookColumn, String> cells) {
            this.row = row;
            this.cells = cells;
        }

        ChecklistFile.Line line() {
            var number = number();
            return new ChecklistFile.Line(
                    text(BookColumn.CODE),
                    cells.get(BookColumn.STANDARD),
                    cells.get(BookColumn.EDITION),
                    text(BookColumn.CLAUSE),
                    also(),
                    new Words(cells.get(BookColumn.QUESTION_EN), cells.get(BookColumn.QUESTION_ZH)),
                    new Words(cells.get(BookColumn.GUIDANCE_EN), cells.get(BookColumn.GUIDANCE_ZH)),
                    weight(),
                    cells.containsKey(BookColumn.ANSWER)
                            ? choice(BookColumn.ANSWER, Answer.class)
                            : number == null ? Answer.CONFORMITY : Answer.NUMBER,
                    number,
                    ticked(BookColumn.PHOTO),
                    ticked(BookColumn.CRITICAL),
                    choice(BookColumn.SEVERITY, Severity.class),
                    cells.containsKey(BookColumn.MEDIUM) ? code(BookColumn.MEDIUM, text(BookColumn.MEDIUM)) : null,
                    sites(),
                    text(BookColumn.BECAUSE));
        }

        private String text(BookColumn column) {
            return cells.getOrDefault(column, "");
        }

        private String code(BookColumn column, String written) {
            return words.choice(written, column.choices, column.words);
        }

        private void refuse(BookColumn column, String key, Object... args) {
            problem(place(row, places.getOrDefault(column, 0)), key, args);
        }

        private List<ClauseKey> also() {
            var all = new ArrayList<ClauseKey>();
            for (String part : PARTS.split(text(BookColumn.ALSO))) {
                var key = ClauseKey.read(part);
                if (key != null) {
                    all.add(key);
                } else if (!part.isBlank()) {
                    refuse(BookColumn.ALSO, "inspections.book.also", part.strip());
                }
            }
            return all;
        }

        private @Nullable Integer weight() {
            var weight = decimal(BookColumn.WEIGHT);
            if (weight == null) {
                return null;
            }
            try {
                return weight.intValueExact();
            } catch (ArithmeticException e) {
                refuse(BookColumn.WEIGHT, "ui.form.range", 1, 5);
                return null;
            }
        }

        private @Nullable BigDecimal decimal(BookColumn column) {
            String written = text(column).replace('−', '-');
            if (written.isEmpty()) {
                return null;
            }
            if (NUMBER.matcher(written).matches()) {
                return new BigDecimal(written);
            }
            refuse(column, "ui.form.number", written);
            return null;
        }

        private ChecklistFile.@Nullable Number number() {
            var lower = decimal(BookColumn.LOWER);
            var upper = decimal(BookColumn.UPPER);
            String measure = text(BookColumn.MEASURE);
            if (lower == null && upper == null && measure.isEmpty()) {
                return null;
            }
            return new ChecklistFile.Number(measure, NumberLimit.Bound.of(lower, upper), lower, upper);
        }

        private boolean ticked(BookColumn column) {
            String written = text(column);
            String code = code(column, written);
            if (!written.isEmpty() && !column.choices.contains(code)) {
                refuse(column, "ui.form.choice");
            }
            return code.equals("yes");
        }

        private <E extends Enum<E>> @Nullable E choice(BookColumn column, Class<E> type) {
            String code = code(column, text(column));
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(code)) {
                    return constant;
                }
            }
            if (!code.isEmpty()) {
                refuse(column, "ui.form.choice");
            }
            return null;
        }

        private Set<String> sites() {
            var sites = new TreeSet<String>();
            for (String part : SITES.split(text(BookColumn.SITES))) {
                if (!part.isBlank()) {
                    sites.add(code(BookColumn.SITES, part));
                }
            }
            return sites;
        }
    }
}
