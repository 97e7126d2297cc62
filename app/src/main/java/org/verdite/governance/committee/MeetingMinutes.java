package org.verdite.governance.committee;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.documents.PaperSource;
import org.verdite.documents.RecordNames;
import org.verdite.shared.Origin;
import org.verdite.ui.Texts;
import org.verdite.ui.print.Paper;
import org.verdite.ui.print.Printed;

/// The minutes of a meeting in either language: who came, what was put before it, what it decided.
@Component
public class MeetingMinutes implements PaperSource {

    private static final RecordNames NAMES = RecordNames.of("governance", "meeting", "CM", "/governance/meetings");

    private final JdbcClient jdbc;
    private final CommitteeStore store;
    private final Meetings meetings;
    private final Agenda agenda;
    private final Resolutions resolutions;
    private final FollowUps followUps;
    private final Clock clock;

    MeetingMinutes(
            JdbcClient jdbc,
            CommitteeStore store,
            Meetings meetings,
            Agenda agenda,
            Resolutions resolutions,
            FollowUps followUps,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.meetings = meetings;
        this.agenda = agenda;
        this.resolutions = resolutions;
        this.followUps = followUps;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Origin> named(String words) {
        return NAMES.find(
                jdbc, words, "select id, number as title from governance.meeting where number = :number or id = :id");
    }

    @Override
    @Transactional(readOnly = true)
    public Paper paper(Origin record, Texts t) {
        return paper(new MeetingId(Long.parseLong(record.id())), t);
    }

    @Transactional(readOnly = true)
    public Paper paper(MeetingId id, Texts t) {
        return Printed.inLanguageOf(t, () -> written(store.require(id), t));
    }

    private Paper written(Meeting m, Texts t) {
        String name = t.of(store.require(m.committee()).name());
        var paper = Paper.of(
                t.locale(),
                t.of("governance.meeting.title", name, t.date(m.day())),
                m.number() + " · " + t.of("governance.meetingState." + m.state()) + " · "
                        + t.of("governance.paper.made", t.stamp(clock.instant(), m.zone())),
                t.phrase(name, m.venue()));
        if (m.state() != MeetingState.CONFIRMED) {
            paper = paper.text(t.of("governance.meeting.draft"));
        }
        if (m.quorum() != null) {
            paper = paper.with(attendance(m, m.quorum(), t));
        }
        var decided = resolutions.of(m.id());
        paper = paper.heading(1, t.of("governance.agenda"));
        for (var item : agenda.of(m.id())) {
            paper = paper.heading(2, item.place() + ". " + item.title());
            if (!item.raisedByName().isEmpty()) {
                paper = paper.text(t.of("governance.raisedBy", item.raisedByName()));
            }
            var r = decided.get(item.id());
            paper = paper.text(r == null ? t.of("governance.resolution.none") : said(r, t));
        }
        paper = done(paper.heading(1, t.of("governance.followUps")), m, t);
        return m.quorum() == null ? paper : paper.with(signing(m, t));
    }

    private Paper.Signing signing(Meeting m, Texts t) {
        return new Paper.Signing(
                List.of(
                        new Paper.Party(t.of("governance.confirms"), person("presider_id", m, t)),
                        new Paper.Party(t.of("governance.writes"), person("held_by", m, t))),
                t.of("ui.paper.sign"));
    }

    /// Name and post of that day.
    private String person(String column, Meeting m, Texts t) {
        return jdbc.sql("""
                        select concat_ws(:comma, verdite.text(organisation.pub_person_name(m.%1$s), :lang), (
                          select verdite.text(a.post, :lang) from governance.attendance a
                          where a.meeting_id = m.id and a.person_id = m.%1$s and a.post is not null limit 1))
                        from governance.meeting m where m.id = :id""".formatted(column))
                .param("lang", t.language())
                .param("comma", t.language().equals("zh") ? "，" : ", ")
                .param("id", m.id().value())
                .query(String.class)
                .single();
    }

    private Paper.Facts attendance(Meeting m, Meeting.Quorum quorum, Texts t) {
        var rows = new ArrayList<List<String>>();
        for (var a : meetings.attendance(m.id())) {
            String name = t.phrase(a.name(), a.post());
            rows.add(List.of(
                    t.of("governance.seat." + a.role()), a.attended() ? name : t.of("governance.absent", name)));
        }
        rows.add(List.of(
                t.of("governance.quorum"),
                t.of("governance.quorum.present", quorum.present(), quorum.seats(), quorum.needed())));
        if (m.ledBy() != null) {
            rows.add(List.of(
                    t.of("governance.presider"),
                    t.of("governance.lead.handed", person("led_by", m, t), person("presider_id", m, t)) + " "
                            + m.leadBecause()));
        }
        if (m.confirmedAt() != null) {
            rows.add(List.of(
                    t.of("governance.meetingState.CONFIRMED"),
                    t.phrase(
                            person("confirmed_by", m, t),
                            t.stamp(m.confirmedAt(), m.zone()),
                            "SHA-256 " + m.fingerprint())));
        }
        return new Paper.Facts(rows);
    }

    private static String said(Resolutions.Resolution r, Texts t) {
        String outcome = t.of("governance.outcome." + r.outcome());
        String made = r.votesFor() + r.votesAgainst() + r.abstained() == 0
                ? outcome
                : t.of(
                        "governance.paper.voted",
                        outcome,
                        t.of("governance.votes", r.votesFor(), r.votesAgainst(), r.abstained()));
        return r.words().isEmpty() ? made : t.of("governance.paper.worded", made, r.words());
    }

    private Paper done(Paper paper, Meeting m, Texts t) {
        var all = followUps.of(m.id());
        return all.isEmpty()
                ? paper.text(t.of("governance.followUps.none"))
                : paper.with(new Paper.Table(
                        List.of(56, 24, 20),
                        List.of(t.of("governance.col.title"), t.of("governance.col.owner"), t.of("governance.col.due")),
                        all.stream()
                                .map(f -> List.of(f.title(), f.owner(), t.date(f.due())))
                                .toList()));
    }
}
