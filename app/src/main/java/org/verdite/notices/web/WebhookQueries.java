package org.verdite.notices.web;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.NotHere;
import org.verdite.ui.Texts;

/// Reads webhooks and what became of their calls; never a secret.
@Component
@Transactional(readOnly = true)
class WebhookQueries {

    record Webhook(
            int id,
            int unit,
            String where,
            String name,
            String url,
            boolean alarmsOnly,
            Instant createdAt,
            @Nullable Instant endedAt,
            int waiting,
            int failed) {}

    record Delivery(
            long id,
            long notice,
            String message,
            String state,
            int tries,
            @Nullable Instant at,
            @Nullable Instant nextAt,
            @Nullable Integer status,
            String problem) {}

    private static final String SELECT = """
            select w.id, w.unit_id, w.name, w.url, w.alarms_only, w.created_at, w.ended_at, verdite.text(u.name, :lang) as place,
              (select count(*) from (select from notices.delivery d where d.webhook_id = w.id and d.state in ('WAITING', 'SENDING') limit 1000) x) as waiting,
              (select count(*) from (select from notices.delivery d where d.webhook_id = w.id and d.state = 'FAILED' and d.problem <> 'ENDED' limit 1000) x)
                as failed
            from notices.webhook w left join organisation.pub_unit u on u.id = w.unit_id""";

    private final JdbcClient jdbc;

    WebhookQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those that stand first.
    List<Webhook> all(Texts t) {
        return jdbc.sql(SELECT + " order by w.ended_at is not null, w.id desc limit 200")
                .param("lang", t.language())
                .query((rs, _) -> webhook(rs))
                .list();
    }

    Webhook require(int id, Texts t) {
        return jdbc.sql(SELECT + " where w.id = :id")
                .param("lang", t.language())
                .param("id", id)
                .query((rs, _) -> webhook(rs))
                .optional()
                .orElseThrow(() -> new NotHere("webhook " + id));
    }

    private static Webhook webhook(java.sql.ResultSet rs) throws java.sql.SQLException {
        return new Webhook(
                rs.getInt("id"),
                rs.getInt("unit_id"),
                Objects.requireNonNullElse(rs.getString("place"), ""),
                rs.getString("name"),
                rs.getString("url"),
                rs.getBoolean("alarms_only"),
                rs.getTimestamp("created_at").toInstant(),
                NoticeRow.instant(rs, "ended_at"),
                rs.getInt("waiting"),
                rs.getInt("failed"));
    }

    /// Newest first.
    List<Delivery> deliveries(int webhook, Texts t) {
        return jdbc.sql("""
                        select d.id, d.notice_id, d.state, d.tries, d.at, d.next_at, d.status, d.problem, verdite.text(n.message, :lang) as message
                        from notices.delivery d join notices.notice n on n.id = d.notice_id
                        where d.webhook_id = :id order by d.id desc limit 100""")
                .param("lang", t.language())
                .param("id", webhook)
                .query((rs, _) -> new Delivery(
                        rs.getLong("id"),
                        rs.getLong("notice_id"),
                        rs.getString("message"),
                        rs.getString("state"),
                        rs.getInt("tries"),
                        NoticeRow.instant(rs, "at"),
                        NoticeRow.instant(rs, "next_at"),
                        (Integer) rs.getObject("status"),
                        rs.getString("problem")))
                .list();
    }

    Map<String, String> units(Texts t) {
        var units = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select id, verdite.text(name, :lang) as word from organisation.pub_unit
                        where closed is null order by kind <> 'GROUP', kind <> 'SITE', code limit 500""")
                .param("lang", t.language())
                .query((rs, _) -> units.put(String.valueOf(rs.getInt(1)), rs.getString(2)))
                .list();
        return units;
    }
}
