package org.verdite.organisation.roster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.organisation.Access;
import org.verdite.organisation.Days;
import org.verdite.organisation.Permission;
import org.verdite.organisation.roster.Judged.Problem;
import org.verdite.organisation.roster.Judged.Verdict;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;
import org.verdite.ui.form.Form;

/// Takes lines in one after another with the verbs of the room, each so that it can be undone by itself, and says what
/// came of each. Whether all of it is kept decides the transaction around it: a trial and the real thing are the same
/// walk.
@Component
class RosterJudge {

    private static final String TWICE = "organisation.roster.twice";
    private static final String NOT_PERMITTED = "organisation.roster.notPermitted";
    private static final int YEARS_AHEAD = 2;
    private static final Set<String> BEGINNINGS =
            Set.of("opened", "from", "operatingSince", "acquired", "since", "start");

    private final Access access;
    private final Days days;
    private final StandingRows rows;
    private final Map<RosterSheet, Desk> desks;
    private final ClosingDesk closing;
    private final TransactionTemplate each;

    RosterJudge(
            Access access,
            Days days,
            StandingRows rows,
            UnitDesk units,
            SiteDesk sites,
            PostDesk posts,
            PersonDesk people,
            AppointmentDesk appointments,
            ClosingDesk closing,
            PlatformTransactionManager transactions) {
        this.access = access;
        this.days = days;
        this.rows = rows;
        this.desks = Map.of(
                RosterSheet.UNITS, units,
                RosterSheet.SITES, sites,
                RosterSheet.POSTS, posts,
                RosterSheet.PEOPLE, people,
                RosterSheet.APPOINTMENTS, appointments);
        this.closing = closing;
        this.each = new TransactionTemplate(transactions);
        this.each.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /// Called inside a transaction.
    ///
    /// @return what came of each line, in the order of the file
    List<Judged> take(List<RosterLine> lines) {
        var standing = rows.read();
        var judged = new LinkedHashMap<RosterLine, Judged>();
        lines.forEach(l -> judged.put(l, judged(l, Verdict.SAME, List.of(), List.of(), List.of())));
        var twice = twice(lines);
        var units = Order.of(of(lines, RosterSheet.UNITS), "parent");
        var posts = Order.of(of(lines, RosterSheet.POSTS), "superior");
        var walk = new ArrayList<RosterLine>(units.lines());
        walk.addAll(of(lines, RosterSheet.SITES));
        walk.addAll(posts.lines());
        walk.addAll(of(lines, RosterSheet.PEOPLE));
        walk.addAll(of(lines, RosterSheet.APPOINTMENTS));
        for (RosterLine line : walk) {
            var before = before(line, twice, line.sheet() == RosterSheet.UNITS ? units.ring() : posts.ring());
            judged.put(
                    line,
                    before.isEmpty()
                            ? taken(line, standing, desk(line))
                            : wrong(line, withWhatElse(before, line, standing)));
        }
        close(units.lines().reversed(), standing, judged);
        return List.copyOf(judged.values());
    }

    private Desk desk(RosterLine line) {
        return Objects.requireNonNull(desks.get(line.sheet()));
    }

    private void close(List<RosterLine> units, Standing standing, Map<RosterLine, Judged> judged) {
        for (RosterLine line : units) {
            var so = Objects.requireNonNull(judged.get(line));
            if (!line.text("closed").isEmpty() && so.verdict() != Verdict.WRONG) {
                var closed = taken(line, standing, closing);
                var changes = new ArrayList<>(so.changes());
                if (so.verdict() != Verdict.NEW) {
                    changes.addAll(closed.changes());
                }
                var verdict = closed.verdict() == Verdict.SAME
                                || so.verdict() == Verdict.NEW
                                        && closed.problems().isEmpty()
                        ? so.verdict()
                        : closed.verdict();
                judged.put(line, judged(line, verdict, changes, closed.problems(), so.notes()));
            }
        }
    }

    private static List<RosterLine> of(List<RosterLine> lines, RosterSheet sheet) {
        return lines.stream().filter(l -> l.sheet() == sheet).toList();
    }

    private static String known(RosterLine line) {
        return line.sheet() + "\u001f" + line.key();
    }

    /// What several lines speak of → the first of them.
    private static Map<String, RosterLine> twice(List<RosterLine> lines) {
        var first = new HashMap<String, RosterLine>();
        var twice = new LinkedHashMap<String, RosterLine>();
        for (RosterLine line : lines) {
            var other = first.putIfAbsent(known(line), line);
            if (other != null && !line.key().isBlank()) {
                twice.putIfAbsent(known(line), other);
            }
        }
        return twice;
    }

    /// Why a line can't even be tried.
    private static List<Problem> before(RosterLine line, Map<String, RosterLine> twice, Set<String> ring) {
        var problems = new ArrayList<Problem>();
        for (String column : line.formulas()) {
            problems.add(problem(line, column, "organisation.roster.formula", List.of()));
        }
        line.sheet().columns().stream()
                .filter(c -> c.needed() && line.text(c.key()).isEmpty())
                .filter(c -> !line.formulas().contains(c.key()))
                .forEach(c -> problems.add(problem(line, c.key(), "ui.form.required", List.of())));
        line.sheet().columns().stream()
                .filter(c -> !c.choices().isEmpty() && !line.text(c.key()).isEmpty())
                .filter(c -> !c.choices().contains(line.text(c.key())))
                .forEach(c -> problems.add(
                        problem(line, c.key(), "organisation.roster.oneOf", List.of(String.join(", ", c.choices())))));
        var first = twice.get(known(line));
        if (first != null) {
            problems.add(problem(line, line.sheet().key().getFirst(), TWICE, List.of(line.key(), first.cell(""))));
        }
        if (ring.contains(line.text("code"))
                && (line.sheet() == RosterSheet.UNITS || line.sheet() == RosterSheet.POSTS)) {
            problems.add(problem(
                    line,
                    line.sheet() == RosterSheet.UNITS ? "parent" : "superior",
                    "organisation.roster.circle",
                    List.of(String.join(" → ", ring))));
        }
        return problems;
    }

    /// Beside why it can't be tried, what else is wrong with a line. A cell that was complained of already is left at
    /// that.
    private List<Problem> withWhatElse(List<Problem> before, RosterLine line, Standing standing) {
        var form = Form.of(line.cells());
        desk(line).look(form, standing);
        var all = new ArrayList<>(before);
        form.problems().stream()
                .map(p -> problem(line, column(p.field()), p.key(), p.args()))
                .filter(p -> before.stream()
                        .noneMatch(
                                b -> b.column().equals(p.column()) && !b.key().equals(TWICE)))
                .forEach(all::add);
        all.addAll(notAllowed(line, standing));
        return all;
    }

    /// Of a line that is wrong already also that its place is not the reader's to change. Of others the verbs say so: a
    /// line that changes nothing needs no permission.
    private List<Problem> notAllowed(RosterLine line, Standing standing) {
        var unit = standing.units.get(line.text(place(line)));
        boolean places = line.sheet() == RosterSheet.UNITS || line.sheet() == RosterSheet.SITES;
        var permission = places ? Permission.ORGANISATION_EDIT : Permission.PEOPLE_EDIT;
        return unit == null || access.may(permission, new UnitId(unit.id()))
                ? List.of()
                : List.of(problem(line, place(line), NOT_PERMITTED, named(line)));
    }

    private Judged taken(RosterLine line, Standing standing, Desk desk) {
        try {
            var form = Form.of(line.cells());
            desk.look(form, standing);
            form.check();
            var taken = Objects.requireNonNull(each.execute(_ -> desk.take(form, standing)));
            var verdict = taken.isNew() ? Verdict.NEW : taken.changes().isEmpty() ? Verdict.SAME : Verdict.CHANGED;
            var changes = taken.isNew() ? Difference.brought(line) : taken.changes();
            return judged(line, verdict, changes, List.of(), verdict == Verdict.SAME ? List.of() : odd(line));
        } catch (Invalid e) {
            return wrong(
                    line,
                    Stream.concat(
                                    e.problems().stream().map(p -> problem(line, column(p.field()), p.key(), p.args())),
                                    notAllowed(line, standing).stream())
                            .toList());
        } catch (Refused e) {
            return wrong(line, List.of(problem(line, "", e.key(), List.of(e.args()))));
        } catch (NotPermitted e) {
            return wrong(line, List.of(problem(line, place(line), NOT_PERMITTED, named(line))));
        } catch (NotHere e) {
            return wrong(line, List.of(problem(line, place(line), "organisation.roster.notHere", named(line))));
        } catch (Conflict e) {
            return wrong(line, List.of(problem(line, "", "organisation.refused.savedBefore", List.of())));
        }
    }

    /// Days that lie further ahead than anybody plans: most often a slip of the year.
    private List<Problem> odd(RosterLine line) {
        var far = days.today().plusYears(YEARS_AHEAD);
        var form = Form.of(line.cells());
        return line.sheet().columns().stream()
                .map(RosterSheet.Column::key)
                .filter(BEGINNINGS::contains)
                .filter(column -> {
                    var day = form.optionalDate(column);
                    return day != null && day.isAfter(far);
                })
                .map(column -> problem(line, column, "organisation.roster.farAhead", List.of(YEARS_AHEAD)))
                .toList();
    }

    /// The cell that says where the line belongs.
    private static String place(RosterLine line) {
        return List.of("parent", "unit", "post", "code").stream()
                .filter(c -> !line.text(c).isEmpty())
                .findFirst()
                .orElse("");
    }

    private static List<Object> named(RosterLine line) {
        return List.of(line.key(), line.text(place(line)));
    }

    private static Judged wrong(RosterLine line, List<Problem> problems) {
        return judged(
                line, Verdict.WRONG, List.of(), problems.stream().distinct().toList(), List.of());
    }

    private static Problem problem(RosterLine line, String column, String key, List<Object> args) {
        return new Problem(
                line.cell(column),
                column,
                line.text(column),
                // a file has its own shape of a date
                key.equals("ui.form.date") ? "organisation.roster.date" : key,
                args.stream().map(String::valueOf).toList());
    }

    private static Judged judged(
            RosterLine line,
            Verdict verdict,
            List<Judged.Change> changes,
            List<Problem> problems,
            List<Problem> notes) {
        return new Judged(line.sheet(), line.cell(""), line.key(), verdict, changes, problems, notes);
    }

    /// The verbs name some fields otherwise than the sheets.
    private static String column(String field) {
        return switch (field) {
            case "name" -> "name.en";
            case "title" -> "title.en";
            case "to" -> "end";
            default -> field;
        };
    }
}
