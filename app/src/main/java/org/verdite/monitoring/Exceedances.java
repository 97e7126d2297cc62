package org.verdite.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.obligations.LimitKind;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Episodes in which a limit was exceeded: made from judgements alone, handled by people.
@Component
public class Exceedances {

    private record Handled(
            UnitId unit,
            String number,
            boolean acknowledged,
            String state,
            String kind,
            String medium,
            LocalDate discovered) {}

    private final JdbcClient jdbc;
    private final EpisodeRows rows;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final ObjectProvider<OpenItem> items;

    Exceedances(
            JdbcClient jdbc,
            EpisodeRows rows,
            Access access,
            ApplicationEventPublisher events,
            ObjectProvider<OpenItem> items) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.access = access;
        this.events = events;
        this.items = items;
    }

    /// Brings the episodes of some series up to date after their results between two instants were judged. Numbers and
    /// ids stay when late data join, lengthen or cut episodes. Call it in the transaction that stored the
    /// judgements, seeing everything.
    @Transactional
    public void rebuild(Collection<Integer> series, Instant from, Instant to) {
        if (series.isEmpty()) {
            return;
        }
        rows.alone(series);
        var found = rows.found(series, from, to);
        var plan = EpisodeMatching.match(rows.stored(series, from, to), found);
        rows.update(plan.goesOn());
        plan.merged().forEach(rows::merge);
        if (!plan.withdrawn().isEmpty()) {
            rows.withdraw(plan.withdrawn());
        }
        announce(plan.fresh());
        var gone = new HashSet<>(plan.withdrawn());
        gone.addAll(plan.merged().keySet());
        if (!gone.isEmpty() || !plan.goesOn().isEmpty()) {
            events.publishEvent(new ExceedancesRebuilt(plan.goesOn().keySet(), gone));
        }
    }

    /// Those of some series with an episode that results since an instant may end or split.
    @Transactional(readOnly = true)
    public List<Integer> standing(Collection<Integer> series, Instant since) {
        return rows.standing(series, since);
    }

    public void rebuild(int series, Instant from, Instant to) {
        rebuild(List.of(series), from, to);
    }

    /// Keeps others from judging the same series until the caller's transaction ends.
    void alone(Collection<Integer> series) {
        rows.alone(series);
    }

    private void announce(List<Episode> fresh) {
        var ordered = List.copyOf(fresh);
        var ids = rows.insert(ordered);
        var byId = ids.entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByValue())
                .toList();
        for (int i = 0; i < byId.size(); i++) {
            var episode = ordered.get(i);
            events.publishEvent(new ExceedanceDetected(
                    byId.get(i).getValue(),
                    byId.get(i).getKey(),
                    new UnitId(episode.unit()),
                    LimitKind.valueOf(episode.kind()),
                    episode.series(),
                    episode.started()));
        }
    }

    /// Somebody has seen it and takes care.
    @Transactional
    public void acknowledge(int exceedance) {
        var known = require(exceedance);
        access.require(Permission.EXCEEDANCE_HANDLE, known.unit());
        if (known.acknowledged()) {
            throw new Refused("monitoring.refused.acknowledged");
        }
        var scope = Scope.current();
        jdbc.sql("""
                        update monitoring.exceedance set acknowledged_at = verdite.now(), acknowledged_by = :person, acknowledged_who = verdite.who(),
                          acknowledged_peak = peak, version = version + 1
                        where id = :id""")
                .param("person", scope.person(), java.sql.Types.INTEGER)
                .param("id", exceedance)
                .update();
        events.publishEvent(new ExceedanceAcknowledged(exceedance));
    }

    /// @param version the version that was read before the cause was written
    /// @throws Conflict when somebody else wrote one in between
    @Transactional
    public void recordCause(int exceedance, int version, String cause) {
        var known = require(exceedance);
        access.require(Permission.EXCEEDANCE_HANDLE, known.unit());
        if (cause.isBlank() || cause.length() > 4000) {
            throw new Invalid("cause", cause.isBlank() ? "ui.form.required" : "ui.form.tooLong", 4000, cause.length());
        }
        new Lengths().most("cause", 4000, cause).check();
        int done = jdbc.sql("""
                        update monitoring.exceedance set cause = :cause, version = version + 1 where id = :id and version = :version""")
                .param("cause", cause.strip())
                .param("id", exceedance)
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("exceedance " + exceedance);
        }
    }

    /// Opens the item that this episode asks for: a non-compliant item for a COMPLIANCE limit, an investigation for any
    /// other. The episode is acknowledged with it. Asked again it answers the item that is open already.
    ///
    /// @param title in the words of who opens it
    @Transactional
    public OpenItem.Linked openItem(int exceedance, String title, String description) {
        var known = require(exceedance);
        access.require(Permission.ITEM_OPEN, known.unit());
        if (!known.state().equals("ONGOING") && !known.state().equals("ENDED")) {
            throw new Refused("monitoring.refused.gone");
        }
        var door = items.getIfAvailable();
        if (door == null) {
            throw new Refused("monitoring.refused.noItems");
        }
        var linked = door.open(new OpenItem.Wanted(
                known.unit(),
                title,
                description,
                known.medium(),
                ExceedanceFinder.origin(exceedance, known.number()),
                known.discovered(),
                !known.kind().equals(LimitKind.COMPLIANCE.name())));
        if (!known.acknowledged() && access.may(Permission.EXCEEDANCE_HANDLE, known.unit())) {
            acknowledge(exceedance);
        }
        return linked;
    }

    /// What grew out of an episode.
    @Transactional(readOnly = true)
    public List<OpenItem.Linked> items(int exceedance, String number) {
        var door = items.getIfAvailable();
        return door == null ? List.of() : door.of(ExceedanceFinder.origin(exceedance, number));
    }

    /// Whether items can be opened in this installation at all.
    public boolean opensItems() {
        return items.getIfAvailable() != null;
    }

    private Handled require(int id) {
        return jdbc.sql("""
                        select e.unit_id, e.number, e.acknowledged_at is not null as seen, e.state, e.kind, q.medium,
                          cast(e.detected_at at time zone p.time_zone as date) as discovered
                        from monitoring.exceedance e
                        join monitoring.series s on s.id = e.series_id
                        join monitoring.point p on p.id = s.point_id
                        join monitoring.parameter q on q.code = s.parameter_code
                        where e.id = :id for update of e""")
                .param("id", id)
                .query((rs, _) -> new Handled(
                        new UnitId(rs.getInt("unit_id")),
                        rs.getString("number"),
                        rs.getBoolean("seen"),
                        rs.getString("state"),
                        rs.getString("kind"),
                        rs.getString("medium"),
                        rs.getObject("discovered", LocalDate.class)))
                .optional()
                .orElseThrow(() -> new NotHere("exceedance " + id));
    }
}
