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
import org.verdite.governance.MinutesFiling;
import org.verdite.shared.Origin;
import org.verdite.ui.Texts;
import org.verdite.ui.print.Paper;

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
        return MinutesFiling.inLanguageOf(t, () -> written(store.require(id), t));
    }

    private Paper written(Meeting m, Texts t) {
        String name = t.of(store.require(m.committee()).name());
        var paper = Paper.of(
                t.locale(),
                t.of("governance.meeting.title", name, t.date(m.day())),
                m.number() + " · " + t.of("governance.meetingState." + m.state()) + " · "
                        + t.of("governance.paper.made", t.stamp(clock.instant(), m.zone())),
                m.venue().isEmpty() ? name : name + ", " + m.venue());
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
        return done(paper.heading(1, t.of("governance.followUps")), m, t);
    }

    private Paper.Facts attendance(Meeting m, Meeting.Quorum quorum, Texts t) {
        var rows = new ArrayList<List<String>>();
        for (var a : meetings.attendance(m.id())) {
            String name = a.post().isEmpty() ? a.name() : a.name() + ", " + a.post();
            rows.add(List.of(
                    t.of("governance.seat." + a.role()), a.attended() ? name : t.of("governance.absent", name)));
        }
        rows.add(List.of(
                t.of("governance.quorum"),
                t.of("governance.quorum.present", quorum.present(), quorum.seats(), quorum.needed())));
        if (m.confirmedAt() != null) {
            rows.add(List.of(
                    t.of("governance.meetingState.CONFIRMED"),
                    t.stamp(m.confirmedAt(), m.zone()) + ", SHA-256 " + m.fingerprint()));
        }
        return new Paper.Facts(rows);
    }

    private static String said(Resolutions.Resolution r, Texts t) {
        String outcome = t.of("governance.outcome." + r.outcome());
        String votes = r.votesFor() + r.votesAgainst() + r.abstained() > 0
                ? " (" + t.of("governance.votes", r.votesFor(), r.votesAgainst(), r.abstained()) + ")"
                : "";
        return r.words().isEmpty() ? outcome + votes : outcome + votes + ": " + r.words();
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
