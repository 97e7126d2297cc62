package org.verdite.governance.committee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.actions.ActionId;
import org.verdite.actions.ActionState;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// What resolutions ask to be done: each an action with owner and date in the register of actions.
@Component
public class FollowUps {

    /// With its action as that stands now.
    ///
    /// @param owner who has it now
    /// @param doneOn null while it is not done
    public record FollowUp(
            long resolution,
            MeetingId meeting,
            String number,
            String title,
            ActionId action,
            String owner,
            LocalDate due,
            ActionState state,
            @Nullable LocalDate doneOn) {}

    private static final String ROWS = """
            select f.resolution_id, f.meeting_id, m.number, f.title, f.action_id, a.due, a.state, a.done_on,
              coalesce(verdite.text(organisation.pub_person_name(a.owner_id), :lang), '') as owner
            from governance.follow_up f join governance.meeting m on m.id = f.meeting_id join actions.pub_action a on a.id = f.action_id
            """;

    private final JdbcClient jdbc;
    private final Resolutions resolutions;
    private final Actions actions;

    FollowUps(JdbcClient jdbc, Resolutions resolutions, Actions actions) {
        this.jdbc = jdbc;
        this.resolutions = resolutions;
        this.actions = actions;
    }

    /// Opens the action, for who writes the minutes or led the meeting.
    ///
    /// @throws Refused before the item has its resolution, and after the minutes are confirmed
    /// @throws org.verdite.shared.Invalid naming the fields `title` and `due`
    @Transactional
    public ActionId ask(MeetingId id, long item, String title, PersonId owner, LocalDate due) {
        var meeting = resolutions.asking(id);
        var resolution = resolutions.of(id).get(item);
        if (resolution == null) {
            throw new Refused("governance.refused.noResolution");
        }
        // who writes or leads the meeting asks in its name, whatever their own posts allow
        var action = Scope.current()
                .vouchedFor(meeting.unit())
                .get(() -> actions.open(
                        new NewAction(meeting.unit(), title, "OTHER", owner, due, null, meeting.origin())));
        jdbc.sql("""
                        insert into governance.follow_up (resolution_id, meeting_id, unit_id, action_id, title, owner_id, due)
                        values (:resolution, :meeting, :unit, :action, :title, :owner, :due)""")
                .param("resolution", resolution.id())
                .param("meeting", id.value())
                .param("unit", meeting.unit().value())
                .param("action", action.value())
                .param("title", title.strip())
                .param("owner", owner.value())
                .param("due", due)
                .update();
        return action;
    }

    @Transactional(readOnly = true)
    public List<FollowUp> of(MeetingId id) {
        return jdbc.sql(ROWS + "where f.meeting_id = :id order by f.id")
                .param("id", id.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(FollowUps::read)
                .list();
    }

    /// Of all meetings of a committee, what is not over: the first due first.
    @Transactional(readOnly = true)
    public List<FollowUp> open(CommitteeId id) {
        return jdbc.sql(ROWS
                        + "where m.committee_id = :id and a.state in ('OPEN', 'STARTED') order by a.due, f.id limit 60")
                .param("id", id.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(FollowUps::read)
                .list();
    }

    private static FollowUp read(ResultSet rs, int row) throws SQLException {
        return new FollowUp(
                rs.getLong("resolution_id"),
                new MeetingId(rs.getLong("meeting_id")),
                rs.getString("number"),
                rs.getString("title"),
                new ActionId(rs.getLong("action_id")),
                rs.getString("owner"),
                rs.getObject("due", LocalDate.class),
                ActionState.valueOf(rs.getString("state")),
                rs.getObject("done_on", LocalDate.class));
    }
}
