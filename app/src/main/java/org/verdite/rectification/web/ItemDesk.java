package org.verdite.rectification.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Delegations;
import org.verdite.organisation.Permission;
import org.verdite.rectification.ItemState;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.DeskSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// What waits for the signed-in person: to plan, to correct, to approve, to verify, to decide; and, for who approves
/// at a unit, what is overdue there.
@Component
class ItemDesk implements DeskSource {

    private static final int MOST = 100;

    private record Waiting(
            long id,
            int unit,
            String number,
            String title,
            String where,
            ItemState state,
            String workflow,
            LocalDate deadline,
            Due due,
            @Nullable LocalDate effectDue,
            LocalDate today,
            boolean mine,
            String forName,
            boolean involved,
            boolean verifier,
            boolean wrote,
            boolean undrawn,
            boolean cancel,
            boolean proposed,
            boolean askedTime) {}

    private final JdbcClient jdbc;
    private final Access access;
    private final Delegations delegations;
    private final ItemQueries queries;
    private final Clock clock;

    ItemDesk(JdbcClient jdbc, Access access, Delegations delegations, ItemQueries queries, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.delegations = delegations;
        this.queries = queries;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Line> lines(Texts t) {
        var lines = new ArrayList<Line>();
        var may = new HashMap<String, Boolean>();
        for (Waiting w : waiting(t.language())) {
            var line = line(w, may, t);
            if (line != null) {
                lines.add(line);
            }
        }
        int left = access.mayAnywhere(Permission.ITEM_APPROVE) ? queries.left() : 0;
        if (left > 0) {
            lines.addFirst(new Line(
                    State.WARN,
                    t.of("rectification.desk.left", left),
                    t.of("rectification.desk.left.text"),
                    "/rectification/assign?view=left",
                    null,
                    true));
        }
        return lines;
    }

    @Override
    @Transactional(readOnly = true)
    public int waiting() {
        var may = new HashMap<String, Boolean>();
        return (int) waiting("en").stream().filter(w -> !verb(w, may).isEmpty()).count();
    }

    private @Nullable Line line(Waiting w, Map<String, Boolean> may, Texts t) {
        String verb = verb(w, may);
        if (verb.isEmpty()) {
            return w.mine() ? new Line(State.IDLE, w.title(), note(w, t), path(w), due(w), false) : null;
        }
        var look = w.due().look(w.state());
        return new Line(
                look == State.IDLE ? State.OPEN : look,
                t.of("rectification.desk." + verb, w.title()),
                note(w, t),
                path(w),
                due(w),
                true);
    }

    private static String note(Waiting w, Texts t) {
        String note = w.number() + " · " + w.where() + " · " + ItemWords.state(w.state(), w.workflow(), t);
        return w.forName().isEmpty() ? note : note + " · " + t.of("rectification.desk.for", w.forName());
    }

    private static String path(Waiting w) {
        return "/rectification/items/" + w.id();
    }

    private static @Nullable LocalDate due(Waiting w) {
        return w.state() == ItemState.VERIFIED ? w.effectDue() : w.deadline();
    }

    /// What the person is to do about it; empty when nothing.
    private String verb(Waiting w, Map<String, Boolean> may) {
        if (w.cancel() && !w.mine() && !w.proposed() && may(may, Permission.ITEM_APPROVE, w)) {
            return "withdraw";
        }
        if (w.askedTime() && !w.mine() && may(may, Permission.ITEM_APPROVE, w)) {
            return "time";
        }
        String own = switch (w.state()) {
            case OPEN -> w.mine() ? opening(w.workflow()) : "";
            case IN_PROGRESS -> w.mine() ? "finish" : "";
            case PLAN_SUBMITTED -> !w.mine() && !w.wrote() && may(may, Permission.ITEM_APPROVE, w) ? "approve" : "";
            case DONE_SUBMITTED, CORRECTED ->
                !w.undrawn() && !w.involved() && w.verifier() && may(may, Permission.ITEM_VERIFY, w) ? "verify" : "";
            case VERIFIED ->
                effectDue(w) && !w.involved() && w.verifier() && may(may, Permission.ITEM_VERIFY, w) ? "effect" : "";
            case INEFFECTIVE -> may(may, Permission.ITEM_APPROVE, w) ? "succeed" : "";
            default -> "";
        };
        if (!own.isEmpty()) {
            return own;
        }
        boolean late = w.state().running() && !w.undrawn() && w.due().missed();
        return late && !w.mine() && may(may, Permission.ITEM_APPROVE, w) ? "overdue" : "";
    }

    private static String opening(String workflow) {
        return switch (workflow) {
            case "PLAN" -> "plan";
            case "SPOT" -> "correct";
            default -> "investigate";
        };
    }

    private static boolean effectDue(Waiting w) {
        return w.effectDue() != null && !w.today().isBefore(w.effectDue());
    }

    private boolean may(Map<String, Boolean> known, Permission permission, Waiting w) {
        return known.computeIfAbsent(permission + " " + w.unit(), _ -> access.may(permission, new UnitId(w.unit())));
    }

    /// One query, worst first: what is mine, what I verify, and what anybody who approves or verifies here may
    /// take up.
    private List<Waiting> waiting(String language) {
        Integer me = Scope.current().person();
        if (me == null) {
            return List.of();
        }
        boolean approves = access.mayAnywhere(Permission.ITEM_APPROVE);
        boolean verifies = access.mayAnywhere(Permission.ITEM_VERIFY);
        return jdbc.sql(
                        "select i.id, i.unit_id, i.number, i.title, i.state, i.workflow, i.deadline, i.due_at, i.effect_due, i.time_zone,"
                                + " organisation.pub_place(i.unit_id, :lang) as place,"
                                + " coalesce(i.owner_id = :me or i.substitute_id = :me or i.owner_id = any(:holders), false) as mine,"
                                + " case when i.owner_id = any(:holders) and i.owner_id <> :me"
                                + " then verdite.text(organisation.pub_person_name(i.owner_id), :lang) end as for_name,"
                                + " exists (select from rectification.item_party p where p.item_id = i.id and p.person_id = :me) as involved,"
                                + " coalesce(i.verifier_id = :me, true) as verifier, coalesce(i.plan_by = :me, false) as wrote,"
                                + " i.drawn is false as undrawn,"
                                + " i.cancel_kind is not null as cancel, coalesce(i.cancel_by = :me, false) as proposed,"
                                + " exists (select from rectification.item_extension x where x.item_id = i.id and x.granted is null) as asked"
                                + " from rectification.item i where "
                                + ItemQueries.OPEN + ItemQueries.GOES_ON
                                + " and (i.owner_id = any(:holders || cast(:me as int)) or i.substitute_id = :me or i.verifier_id = :me"
                                + " or :verifies and i.verifier_id is null and i.state in ('DONE_SUBMITTED', 'CORRECTED')"
                                + " and i.drawn is distinct from false"
                                + " or :approves and (i.state in ('PLAN_SUBMITTED', 'INEFFECTIVE') or i.cancel_kind is not null"
                                + " or " + ItemQueries.RUNNING + " and " + ItemQueries.LATE
                                + " or exists (select from rectification.item_extension x where x.item_id = i.id and x.granted is null)))"
                                + " order by i.deadline, i.id limit " + MOST)
                .param("lang", language)
                .param("me", me)
                .param(
                        "holders",
                        delegations.holders(new PersonId(me)).stream()
                                .map(PersonId::value)
                                .toArray(Integer[]::new))
                .param("approves", approves)
                .param("verifies", verifies)
                .query((rs, _) -> new Waiting(
                        rs.getLong("id"),
                        rs.getInt("unit_id"),
                        rs.getString("number"),
                        rs.getString("title"),
                        Objects.requireNonNullElse(rs.getString("place"), ""),
                        ItemState.valueOf(rs.getString("state")),
                        rs.getString("workflow"),
                        rs.getObject("deadline", LocalDate.class),
                        ItemReading.due(rs, ZoneId.of(rs.getString("time_zone")), clock.instant()),
                        rs.getObject("effect_due", LocalDate.class),
                        LocalDate.ofInstant(clock.instant(), ZoneId.of(rs.getString("time_zone"))),
                        rs.getBoolean("mine"),
                        Objects.requireNonNullElse(rs.getString("for_name"), ""),
                        rs.getBoolean("involved"),
                        rs.getBoolean("verifier"),
                        rs.getBoolean("wrote"),
                        rs.getBoolean("undrawn"),
                        rs.getBoolean("cancel"),
                        rs.getBoolean("proposed"),
                        rs.getBoolean("asked")))
                .list();
    }
}
