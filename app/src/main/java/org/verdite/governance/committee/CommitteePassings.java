package org.verdite.governance.committee;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Origin;
import org.verdite.ui.PassingSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// Shows on a goal, a funding line, a review and a year what committees made of it, or whose door it waits at.
@Component
class CommitteePassings implements PassingSource {

    private static final Map<String, Matter> MATTERS = Map.of(
            "targets/goal", Matter.GOAL,
            "funds/line", Matter.FUNDING,
            "governance/review", Matter.REVIEW,
            "governance/year", Matter.YEAR);

    private final JdbcClient jdbc;
    private final CommitteeStore store;
    private final Subjects subjects;

    CommitteePassings(JdbcClient jdbc, CommitteeStore store, Subjects subjects) {
        this.jdbc = jdbc;
        this.store = store;
        this.subjects = subjects;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Passing> passings(Origin record, Texts t) {
        var matter = MATTERS.get(record.room() + "/" + record.kind());
        if (matter == null) {
            return List.of();
        }
        var passed = jdbc.sql(
                        "select *, verdite.text(committee, :lang) as name from governance.passings_of(:matter, :key)")
                .param("lang", t.language())
                .param("matter", matter.name())
                .param("key", record.id())
                .query((rs, _) -> passing(
                        new MeetingId(rs.getLong("meeting_id")),
                        MeetingState.valueOf(rs.getString("state")),
                        Optional.ofNullable(rs.getString("outcome")).map(Outcome::valueOf),
                        t.of(
                                "governance.passing.meeting",
                                rs.getString("name"),
                                t.date(Optional.ofNullable(rs.getObject("held_on", LocalDate.class))
                                        .orElse(rs.getObject("planned_on", LocalDate.class)))),
                        Optional.ofNullable(rs.getString("words")).orElse(""),
                        t))
                .list();
        return passed.isEmpty() ? door(matter, record.id(), t) : passed;
    }

    private Passing passing(
            MeetingId id, MeetingState state, Optional<Outcome> outcome, String title, String words, Texts t) {
        String path = store.find(id).map(Meeting::path).orElse("");
        if (outcome.isEmpty()) {
            return new Passing(State.OPEN, t.of("governance.passing.onAgenda"), title, "", path);
        }
        var made = outcome.get();
        String word = t.of("governance.outcome." + made);
        return state == MeetingState.CONFIRMED
                ? new Passing(
                        switch (made) {
                            case APPROVED, NOTED, DECIDED -> State.OK;
                            case REJECTED -> State.BAD;
                            case DEFERRED -> State.WARN;
                        },
                        word,
                        title,
                        words,
                        path)
                : new Passing(State.OPEN, t.of("governance.passing.unconfirmed", word), title, words, path);
    }

    /// Before it is on any agenda: which committee it will pass through, if there is one.
    private List<Passing> door(Matter matter, String key, Texts t) {
        return subjects
                .find(matter, key)
                .flatMap(s -> jdbc.sql(
                                "select committee_id, verdite.text(name, :lang) as name from governance.door_of(:unit, :matter)")
                        .param("lang", t.language())
                        .param("unit", s.unit().value())
                        .param("matter", matter.name())
                        .query((rs, _) -> new Passing(
                                State.IDLE,
                                t.of("governance.passing.waits"),
                                rs.getString("name"),
                                "",
                                store.find(new CommitteeId(rs.getLong("committee_id")))
                                        .map(Committee::path)
                                        .orElse("")))
                        .optional())
                .stream()
                .toList();
    }
}
