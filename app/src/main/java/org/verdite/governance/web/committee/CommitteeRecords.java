package org.verdite.governance.web.committee;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// A committee with its seats; a meeting with its agenda, who came, what was decided and asked.
@Component
class CommitteeRecords extends SqlRecords {

    CommitteeRecords(JdbcClient jdbc) {
        super(
                jdbc,
                Register.of("governance.committee", """
                        select verdite.text(c.name, :language) as title, '/governance/committees/' || c.id as path
                        from governance.committee c where c.id = :key""", """
                        select 'governance.member', id from governance.member where committee_id = :key order by id desc"""),
                Register.part("governance.member", """
                        select coalesce(verdite.text(organisation.pub_person_name(x.person_id), :language),
                          verdite.text(organisation.pub_post_title(x.position_id), :language)) as title,
                          '/governance/committees/' || x.committee_id as path
                        from governance.member x where x.id = :key"""),
                Register.of("governance.meeting", """
                        select m.number || ' ' || verdite.text(c.name, :language) as title, '/governance/meetings/' || m.id as path
                        from governance.meeting m join governance.committee c on c.id = m.committee_id where m.id = :key""", """
                        select 'governance.follow_up', id from governance.follow_up where meeting_id = :key order by id desc""", """
                        select 'governance.vote', id from governance.vote where meeting_id = :key order by id desc""", """
                        select 'governance.resolution', id from governance.resolution where meeting_id = :key order by id desc""", """
                        select 'governance.attendance', id from governance.attendance where meeting_id = :key order by id desc""", """
                        select 'governance.agenda_item', id from governance.agenda_item where meeting_id = :key order by id desc""").withEvidence(),
                part("governance.agenda_item", "verdite.text(x.title, :language)"),
                part(
                        "governance.attendance",
                        "coalesce(verdite.text(organisation.pub_person_name(x.person_id), :language), '')"),
                Register.part("governance.resolution", """
                        select verdite.text(i.title, :language) as title, '/governance/meetings/' || x.meeting_id as path
                        from governance.resolution x join governance.agenda_item i on i.id = x.item_id where x.id = :key"""),
                part(
                        "governance.vote",
                        "coalesce(verdite.text(organisation.pub_person_name(x.person_id), :language), '')"),
                part("governance.follow_up", "x.title"));
        codes("governance.committeeKind.", "governance.committee.kind");
        codes("governance.seat.", "governance.member.role", "governance.attendance.role");
        codes("governance.meetingState.", "governance.meeting.state");
        codes("governance.matter.", "governance.agenda_item.matter");
        codes("governance.outcome.", "governance.resolution.outcome");
        codes("governance.vote.", "governance.vote.vote");
    }

    private static Register part(String table, String title) {
        return Register.part(
                table,
                "select " + title + " as title, '/governance/meetings/' || x.meeting_id as path from " + table
                        + " x where x.id = :key");
    }
}
