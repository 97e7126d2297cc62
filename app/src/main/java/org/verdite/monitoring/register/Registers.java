package org.verdite.monitoring.register;

import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.intake.file.ImportFiles;
import org.verdite.monitoring.register.RegisterLines.Line;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimit;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.ui.form.Form;

/// The way in for registers: a workbook is kept, tried out, and taken in with the verbs the pages use. The same
/// workbook twice changes nothing.
@Component
public class Registers {

    /// @param cell where it stands: `Points!C7`
    public record Problem(String cell, String key, List<Object> args) {}

    /// @param unchanged lines that say what is there already
    public record Counted(RegisterSheet sheet, int added, int changed, int unchanged) {}

    /// @param lines of all sheets
    /// @param bad lines with a problem
    /// @param stored false for a trial, and where one problem kept all of it out
    public record Outcome(int lines, int bad, List<Counted> sheets, List<Problem> problems, boolean stored) {}

    enum Change {
        ADDED,
        CHANGED,
        UNCHANGED
    }

    /// Takes in the lines of one sheet.
    interface Desk {
        Change take(Form line);
    }

    private final ImportFiles files;
    private final RegisterLines reader;
    private final PointLines points;
    private final InstrumentLines instruments;
    private final PermitLines permits;
    private final LimitLines limits;
    private final LimitRegister register;
    private final Access access;
    private final TransactionTemplate whole;
    private final TransactionTemplate each;

    Registers(
            ImportFiles files,
            RegisterLines reader,
            PointLines points,
            InstrumentLines instruments,
            PermitLines permits,
            LimitLines limits,
            LimitRegister register,
            Access access,
            PlatformTransactionManager transactions) {
        this.files = files;
        this.reader = reader;
        this.points = points;
        this.instruments = instruments;
        this.permits = permits;
        this.limits = limits;
        this.register = register;
        this.access = access;
        this.whole = new TransactionTemplate(transactions);
        this.each = new TransactionTemplate(transactions);
        this.each.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /// Keeps a workbook and answers its fingerprint.
    public String keep(InputStream in) {
        mayAnywhere();
        var kept = files.keep(in);
        reader.read(files.path(kept.sha256()));
        return HexFormat.of().formatHex(kept.sha256());
    }

    private void mayAnywhere() {
        if (!access.mayAnywhere(Permission.MONITORING_EDIT) && !access.mayAnywhere(Permission.OBLIGATIONS_EDIT)) {
            throw new NotPermitted(Permission.MONITORING_EDIT.name());
        }
    }

    /// What would come of a workbook. Nothing is stored.
    public Outcome tryOut(String file) {
        var read = read(file);
        return Objects.requireNonNull(whole.execute(status -> {
            status.setRollbackOnly();
            return outcome(read, apply(read.lines(), Set.of(), false), false);
        }));
    }

    /// Takes a workbook in.
    ///
    /// @param goodOnly lines with a problem stay out; without it one problem keeps all of it out
    public Outcome load(String file, boolean goodOnly) {
        var read = read(file);
        var tried = Objects.requireNonNull(whole.execute(status -> {
            status.setRollbackOnly();
            return apply(read.lines(), Set.of(), false);
        }));
        var before = outcome(read, tried, false);
        if (!goodOnly && !before.problems().isEmpty()) {
            return before;
        }
        return Objects.requireNonNull(whole.execute(_ -> {
            var taken = apply(read.lines(), tried.bad(), true);
            if (!taken.problems().isEmpty()) {
                throw new Refused("monitoring.register.refused.changed");
            }
            return new Outcome(read.lines().size(), tried.bad().size(), taken.counted(), before.problems(), true);
        }));
    }

    private RegisterLines.Read read(String file) {
        mayAnywhere();
        if (!file.matches("[0-9a-f]{64}")) {
            throw new NotHere("workbook " + file);
        }
        var path = files.path(HexFormat.of().parseHex(file));
        if (!Files.exists(path)) {
            throw new NotHere("workbook " + file);
        }
        return reader.read(path);
    }

    private static Outcome outcome(RegisterLines.Read read, Applied applied, boolean stored) {
        var problems = new ArrayList<>(read.problems());
        problems.addAll(applied.problems());
        return new Outcome(read.lines().size(), applied.bad().size(), applied.counted(), problems, stored);
    }

    private record Applied(List<Counted> counted, List<Problem> problems, Set<Line> bad) {}

    /// @param together new limits of one permit at once, so that its results are judged again once
    private Applied apply(List<Line> lines, Set<Line> without, boolean together) {
        var counts = new EnumMap<RegisterSheet, int[]>(RegisterSheet.class);
        var problems = new ArrayList<Problem>();
        var bad = new HashSet<Line>();
        var seen = new HashSet<String>();
        Map<Long, List<NewLimit>> fresh = new LinkedHashMap<>();
        for (Line line : lines) {
            if (without.contains(line)) {
                continue;
            }
            var found = problems(line, seen, together ? fresh : null, counts);
            if (!found.isEmpty()) {
                bad.add(line);
                problems.addAll(found);
            }
        }
        fresh.values().forEach(register::addLimits);
        return new Applied(
                counts.entrySet().stream()
                        .map(e -> new Counted(e.getKey(), e.getValue()[0], e.getValue()[1], e.getValue()[2]))
                        .toList(),
                problems,
                bad);
    }

    private List<Problem> problems(
            Line line, Set<String> seen, @Nullable Map<Long, List<NewLimit>> fresh, Map<RegisterSheet, int[]> counts) {
        var form = Form.of(line.cells());
        line.sheet().columns().stream()
                .filter(c -> c.needed() && !form.has(c.key()))
                .forEach(c -> form.problem(c.key(), "ui.form.required"));
        try {
            form.check();
            String key = key(line);
            if (!seen.add(key)) {
                throw new Invalid("code", "monitoring.register.problem.twice");
            }
            var change = Objects.requireNonNull(
                    each.execute(_ -> desk(line.sheet(), fresh).take(form)));
            counts.computeIfAbsent(line.sheet(), _ -> new int[3])[change.ordinal()]++;
            return List.of();
        } catch (Invalid e) {
            return e.problems().stream()
                    .map(p -> new Problem(line.cell(field(p.field())), p.key(), p.args()))
                    .toList();
        } catch (Refused e) {
            return List.of(new Problem(line.cell(""), e.key(), List.of(e.args())));
        } catch (NotPermitted e) {
            return List.of(new Problem(line.cell("site"), "monitoring.register.problem.notPermitted", List.of()));
        } catch (NotHere e) {
            return List.of(new Problem(line.cell("site"), "monitoring.register.problem.notHere", List.of()));
        } catch (Conflict e) {
            return List.of(new Problem(line.cell(""), "ui.conflict.again", List.of()));
        }
    }

    private Desk desk(RegisterSheet sheet, @Nullable Map<Long, List<NewLimit>> fresh) {
        return switch (sheet) {
            case POINTS -> points;
            case INSTRUMENTS -> instruments;
            case PERMITS -> permits;
            case LIMITS -> form -> limits.take(form, fresh);
        };
    }

    /// What makes two lines speak of the same thing.
    private static String key(Line line) {
        var cells = line.cells();
        var names = switch (line.sheet()) {
            case LIMITS ->
                List.of(
                        "site",
                        "permit",
                        "parameter",
                        "fraction",
                        "statistic",
                        "percentile",
                        "allowed",
                        "outOf",
                        "parts",
                        "operator",
                        "point",
                        "pointClass",
                        "kind",
                        "from");
            case INSTRUMENTS -> List.of("site", "point", "code");
            case POINTS, PERMITS -> List.of("site", "code");
        };
        var key = new StringBuilder(line.sheet().name());
        names.forEach(n -> key.append('\u001f').append(cells.getOrDefault(n, "").toUpperCase(java.util.Locale.ROOT)));
        return key.toString();
    }

    /// The verbs name some fields otherwise than the sheet.
    private static String field(String field) {
        return switch (field) {
            case "measure" -> "unit";
            case "pointCode" -> "point";
            case "name" -> "name.en";
            case "warningShare" -> "warning";
            default -> field;
        };
    }
}
