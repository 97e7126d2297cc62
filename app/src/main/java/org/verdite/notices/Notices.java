package org.verdite.notices;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// The desk that tells people what waits for them (ISO 14001, 7.4). A finder tells; the section's officer hears it now,
/// then up by time until somebody takes note, or the finder settles or withdraws it.
@Component
public class Notices {

    private record Known(int unit, NoticeState state, boolean told) {}

    private final NoticeRows rows;
    private final Telling telling;
    private final Access access;
    private final JdbcClient jdbc;
    private final List<Duration> ladder;

    Notices(
            NoticeRows rows,
            Telling telling,
            Access access,
            JdbcClient jdbc,
            @Value("${verdite.notices.ladder:8h,24h,72h}") Duration[] ladder) {
        this.rows = rows;
        this.telling = telling;
        this.access = access;
        this.jdbc = jdbc;
        this.ladder = List.of(ladder);
    }

    /// Tells one thing, within the caller's transaction. Nothing happens when its key was told before.
    @Transactional
    public void tell(NewNotice notice) {
        tell(List.of(notice));
    }

    /// Tells many things in a few statements.
    @Transactional
    public void tell(Collection<NewNotice> notices) {
        var byKey = new LinkedHashMap<String, NewNotice>();
        notices.forEach(n -> byKey.putIfAbsent(n.key(), n));
        if (!byKey.isEmpty()) {
            telling.climb(List.copyOf(
                    rows.insert(List.copyOf(byKey.values()), this::hours, false).values()));
        }
    }

    /// Tells many things to whom they name, in a few statements, within the caller's transaction. They don't climb by
    /// themselves. Nothing happens to one whose key was told before.
    @Transactional
    public void address(Collection<Addressed> notices) {
        var byKey = new LinkedHashMap<String, Addressed>();
        notices.forEach(n -> byKey.putIfAbsent(n.notice().key(), n));
        if (byKey.isEmpty()) {
            return;
        }
        var fresh = rows.insert(byKey.values().stream().map(Addressed::notice).toList(), _ -> List.of(), true);
        var told = new LinkedHashMap<Addressed, NoticeRows.Standing>();
        fresh.forEach((key, standing) -> {
            var notice = byKey.get(key);
            if (notice != null) {
                told.put(notice, standing);
            }
        });
        telling.address(told);
    }

    private List<Integer> hours(NewNotice notice) {
        var own = notice.ladder();
        var steps = own != null ? own : notice.kind() == NoticeKind.ALARM ? ladder : List.<Duration>of();
        return steps.stream()
                .map(d -> Math.toIntExact(Math.ceilDiv(d.toMinutes(), 60)))
                .toList();
    }

    /// What these spoke of was dealt with: nobody else is told.
    ///
    /// @param why shown beside it
    @Transactional
    public void settle(Collection<String> keys, LocalText why) {
        end(keys, NoticeState.SETTLED, why);
    }

    @Transactional
    public void settle(String key, LocalText why) {
        settle(List.of(key), why);
    }

    /// It turned out not to be so.
    @Transactional
    public void withdraw(Collection<String> keys, LocalText why) {
        end(keys, NoticeState.WITHDRAWN, why);
    }

    private void end(Collection<String> keys, NoticeState state, LocalText why) {
        if (!keys.isEmpty()) {
            rows.over(keys, state, why);
        }
    }

    /// Somebody takes care: the ladder stops. For who was told, and for who handles what goes wrong at the unit.
    ///
    /// @throws Refused when somebody has, or it is over
    @Transactional
    public void note(NoticeId id) {
        var known = require(id);
        if (Scope.current().readOnly()
                || !known.told() && !access.may(Permission.EXCEEDANCE_HANDLE, new UnitId(known.unit()))) {
            throw new NotPermitted(Permission.EXCEEDANCE_HANDLE.name());
        }
        if (rows.note(id) == 0) {
            throw new Refused("notices.refused.note." + require(id).state());
        }
        read(List.of(id));
    }

    /// True when the reader may take note of it now.
    @Transactional(readOnly = true)
    public boolean mayNote(NoticeId id) {
        var known = require(id);
        return known.state() == NoticeState.OPEN
                && !Scope.current().readOnly()
                && (known.told() || access.may(Permission.EXCEEDANCE_HANDLE, new UnitId(known.unit())));
    }

    /// Whom the ladder reaches next, as things stand today.
    ///
    /// @param people names; empty when nobody new is above
    public record Next(Rung rung, List<LocalText> people) {}

    /// Empty when nobody else is told.
    @Transactional(readOnly = true)
    public Optional<Next> next(NoticeId id) {
        return rows.find(id).flatMap(telling::next).map(n -> new Next(n.rung(), rows.names(n.persons())));
    }

    /// The signed-in person has read these.
    @Transactional
    public void read(Collection<NoticeId> ids) {
        jdbc.sql("""
                        update notices.recipient set read_at = verdite.now()
                        where person_id = :me and read_at is null and notice_id = any(:ids)""")
                .param("me", Scope.current().person(), java.sql.Types.INTEGER)
                .param("ids", ids.stream().map(NoticeId::value).toArray(Long[]::new))
                .update();
    }

    /// The signed-in person has read all there is.
    @Transactional
    public int readAll() {
        return jdbc.sql(
                        "update notices.recipient set read_at = verdite.now() where person_id = :me and read_at is null")
                .param("me", Scope.current().person(), java.sql.Types.INTEGER)
                .update();
    }

    private Known require(NoticeId id) {
        return jdbc.sql("""
                        select unit_id, state, exists (select from notices.recipient r where r.notice_id = n.id and r.person_id = :me) as told
                        from notices.notice n where id = :id""")
                .param("id", id.value())
                .param("me", Scope.current().person(), java.sql.Types.INTEGER)
                .query((rs, _) -> new Known(
                        rs.getInt("unit_id"), NoticeState.valueOf(rs.getString("state")), rs.getBoolean("told")))
                .optional()
                .orElseThrow(() -> new NotHere("notice " + id));
    }
}
