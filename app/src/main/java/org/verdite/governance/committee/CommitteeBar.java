package org.verdite.governance.committee;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.governance.UnitClock;
import org.verdite.organisation.StepBar;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// What a committee must have passed before it goes on: a goal before it is worked on, a funding line before it is
/// approved, a review before it is signed. Only a committee that binds, and only as the record reads now.
@Component
class CommitteeBar implements StepBar {

    /// On an agenda whose minutes are not confirmed.
    private static final Set<String> RUNNING = Set.of("AGENDA", "UNCONFIRMED", "OUTDATED");

    private final JdbcClient jdbc;
    private final CommitteeStore store;
    private final Subjects subjects;
    private final UnitClock clocks;

    CommitteeBar(JdbcClient jdbc, CommitteeStore store, Subjects subjects, UnitClock clocks) {
        this.jdbc = jdbc;
        this.store = store;
        this.subjects = subjects;
        this.clocks = clocks;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Reason> against(Origin record, UnitId unit) {
        var matter = Matter.of(record);
        return matter.isEmpty() || matter.get() == Matter.YEAR
                ? List.of()
                : subjects.find(matter.get(), record.id()).stream()
                        .flatMap(s -> against(matter.get(), record.id(), s).stream())
                        .toList();
    }

    private Optional<Reason> against(Matter matter, String key, Subjects.Subject subject) {
        return jdbc.sql("""
                        select *, verdite.text(name, :lang) as committee
                        from governance.bar_of(:unit, :matter, :key, :terms, :day)""")
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .param("unit", subject.unit().value())
                .param("matter", matter.name())
                .param("key", key)
                .param("terms", subject.terms())
                .param("day", clocks.today(clocks.zone(subject.unit())))
                .query((rs, _) -> {
                    String standing = rs.getString("standing");
                    var meeting = new MeetingId(rs.getLong("meeting_id"));
                    boolean runs = RUNNING.contains(standing);
                    return new Reason(
                            "governance.bar." + standing,
                            List.of(rs.getString("committee")),
                            runs
                                    ? store.find(meeting).map(Meeting::path).orElse("")
                                    : waiting(new CommitteeId(rs.getLong("committee_id"))));
                })
                .optional();
    }

    private String waiting(CommitteeId id) {
        return store.find(id).map(c -> c.path() + "#waiting").orElse("");
    }
}
