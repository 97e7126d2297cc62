package org.verdite.notices;

import java.time.Instant;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.Planting;
import org.verdite.shared.LocalText;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// An alarm and a webhook of a foreign unit.
public class NoticesPlanting implements Planting {

    @Override
    public void plant(BeanFactory beans, UnitId unit) {
        var at = Instant.parse("2026-03-01T00:00:00Z");
        beans.getBean(Notices.class)
                .tell(NewNotice.alarm(
                        unit,
                        LocalText.of(SECRET, SECRET, "en"),
                        new Origin("organisation", "unit", unit.toString(), SECRET, "/organisation/units/" + unit),
                        at,
                        false,
                        at,
                        "planting:" + unit));
        beans.getBean(TransactionTemplate.class).executeWithoutResult(_ -> webhook(beans, unit));
    }

    private static void webhook(BeanFactory beans, UnitId unit) {
        beans.getBean(JdbcClient.class)
                .sql("""
                        insert into notices.webhook (unit_id, name, url, secret) values (:unit, :name, :url, :secret)""")
                .param("unit", unit.value())
                .param("name", SECRET)
                .param("url", "https://example.org/" + WORD)
                .param("secret", SECRET)
                .update();
    }
}
