package org.verdite.governance.committee;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        return Matter.of(record).map(m -> passings(m, record.id(), t)).orElse(List.of());
    }

    private List<Passing> passings(Matter matter, String key, Texts t) {
        var subject = subjects.find(matter, key);
        String terms = subject.map(Subjects.Subject::terms).orElse("");
        var passed = jdbc.sql(
                        "select *, verdite.text(committee, :lang) as name from governance.passings_of(:matter, :key)")
                .param("lang", t.language())
                .param("matter", matter.name())
                .param("key", key)
                .query((rs, _) -> passing(
                        new MeetingId(rs.getLong("meeting_id")),
                        MeetingState.valueOf(rs.getString("state")),
                        Optional.ofNullable(rs.getString("outcome")).map(Outcome::valueOf),
                        subject.isPresent() && !Set.of("", terms).contains(rs.getString("terms")),
                        t.of(
                                "governance.passing.meeting",
                                rs.getString("name"),
                                t.date(Optional.ofNullable(rs.getObject("held_on", LocalDate.class))
                                        .orElse(rs.getObject("planned_on", LocalDate.class)))),
                        Optional.ofNullable(rs.getString("words")).orElse(""),
                        t))
                .list();
        return passed.isEmpty() && subject.isPresent() ? door(matter, subject.get(), t) : passed;
    }

    /// @param changed it reads otherwise now than when it was put on that agenda
    private Passing passing(
            MeetingId id,
            MeetingState state,
            Optional<Outcome> outcome,
            boolean changed,
            String title,
            String words,
            Texts t) {
        String path = store.find(id).map(Meeting::path).orElse("");
        if (outcome.isEmpty()) {
            return new Passing(
                    changed ? State.WARN : State.OPEN,
                    t.of(changed ? "governance.passing.outdated" : "governance.passing.onAgenda"),
                    title,
                    "",
                    path);
        }
        var made = outcome.get();
        String word = t.of("governance.outcome." + made);
        if (state != MeetingState.CONFIRMED) {
            return new Passing(State.OPEN, t.of("governance.passing.unconfirmed", word), title, words, path);
        }
        if (made == Outcome.APPROVED && changed) {
            return new Passing(State.WARN, t.of("governance.passing.changed", word), title, words, path);
        }
        var shown = switch (made) {
            case APPROVED, NOTED, DECIDED -> State.OK;
            case REJECTED -> State.BAD;
            case DEFERRED -> State.WARN;
        };
        return new Passing(shown, word, title, words, path);
    }

    /// Before it is on any agenda: which committee it will pass through, if there is one.
    private List<Passing> door(Matter matter, Subjects.Subject subject, Texts t) {
        return jdbc.sql("""
                        select committee_id, binding_from, verdite.text(name, :lang) as name
                        from governance.door_of(:unit, :matter)""")
                .param("lang", t.language())
                .param("unit", subject.unit().value())
                .param("matter", matter.name())
                .query((rs, _) -> new Passing(
                        State.IDLE,
                        t.of(
                                subject.begun()
                                        ? "governance.passing.never"
                                        : rs.getObject("binding_from") == null
                                                ? "governance.passing.advises"
                                                : "governance.passing.waits"),
                        rs.getString("name"),
                        "",
                        store.find(new CommitteeId(rs.getLong("committee_id")))
                                .map(Committee::path)
                                .orElse("")))
                .list();
    }
}
