package org.verdite.notices;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;

/// Programs outside that hear of the notices of a unit and all below it. Each call is signed with the webhook's secret,
/// which is shown once and never again.
@Component
public class Webhooks {

    /// @param secret the key of the signatures, this once
    public record Made(int id, String secret) {}

    private final JdbcClient jdbc;
    private final Access access;
    private final WebhookAddress address;
    private final SecureRandom random = new SecureRandom();

    Webhooks(JdbcClient jdbc, Access access, WebhookAddress address) {
        this.jdbc = jdbc;
        this.access = access;
        this.address = address;
    }

    /// @param alarmsOnly true when what only informs is not sent
    /// @throws Invalid naming `name` or `url`: not https, within the own network, unknown, or taken
    @Transactional
    public Made add(UnitId unit, String name, String url, boolean alarmsOnly) {
        access.require(Permission.ADMINISTER, unit);
        if (name.isBlank()) {
            throw new Invalid("name", "ui.form.required");
        }
        if (name.strip().length() > 100 || Lengths.controls(name)) {
            throw new Invalid("name", "ui.form.tooLong", 100, name.strip().length());
        }
        String to = url.strip();
        if (to.length() > 500) {
            throw new Invalid("url", "ui.form.tooLong", 500, to.length());
        }
        var fault = address.fault(to);
        if (fault != null) {
            throw new Invalid("url", "notices.webhook.fault." + fault);
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = "vws_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        try {
            int id = jdbc.sql("""
                            insert into notices.webhook (unit_id, name, url, secret, alarms_only)
                            values (:unit, :name, :url, :secret, :alarms) returning id""")
                    .param("unit", unit.value())
                    .param("name", name.strip())
                    .param("url", to)
                    .param("secret", secret)
                    .param("alarms", alarmsOnly)
                    .query((rs, _) -> rs.getInt(1))
                    .single();
            return new Made(id, secret);
        } catch (DuplicateKeyException e) {
            throw new Invalid("url", "notices.webhook.taken");
        }
    }

    /// Nothing is sent there any more; what waits is given up. Ended twice it stays ended.
    @Transactional
    public void end(int id) {
        var unit = jdbc.sql("select unit_id from notices.webhook where id = :id")
                .param("id", id)
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("webhook " + id));
        access.require(Permission.ADMINISTER, unit);
        jdbc.sql("""
                        update notices.webhook set ended_at = verdite.now(), version = version + 1 where id = :id and ended_at is null""").param("id", id).update();
        jdbc.sql("""
                        update notices.delivery set state = 'FAILED', problem = 'ENDED', next_at = null
                        where webhook_id = :id and state in ('WAITING', 'SENDING')""").param("id", id).update();
    }
}
