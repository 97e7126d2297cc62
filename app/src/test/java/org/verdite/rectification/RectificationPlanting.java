package org.verdite.rectification;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.Planting;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.documents.Evidence;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.People;
import org.verdite.shared.LocalText;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// An item with an action and a file that nobody from outside may see or change.
public class RectificationPlanting implements Planting {

    @Override
    public void plant(BeanFactory beans, UnitId unit) {
        var today = LocalDate.ofInstant(beans.getBean(Clock.class).instant(), ZoneOffset.UTC);
        var owner = beans.getBean(People.class).add(new NewPerson(unit, "FOREIGN-O", LocalText.of("en", SECRET), ""));
        var item = beans.getBean(Items.class)
                .open(new NewItem(
                        unit, SECRET, SECRET, Severity.MAJOR, "WATER", null, owner, today.minusDays(1), false));
        var origin = new Origin("rectification", "item", item.toString(), SECRET, "/rectification/items/" + item);
        beans.getBean(Actions.class)
                .open(new NewAction(unit, SECRET, "CORRECTIVE", owner, today.plusDays(5), null, origin));
        beans.getBean(TransactionTemplate.class)
                .executeWithoutResult(_ -> beans.getBean(JdbcClient.class)
                        .sql("""
                        insert into rectification.change (item_id, unit_id, kind, title, owner_id, proposed_by)
                        values (:item, :unit, 'TARGET', :title, :owner, :owner)""")
                        .param("item", item.value())
                        .param("unit", unit.value())
                        .param("title", SECRET)
                        .param("owner", owner.value())
                        .update());
        beans.getBean(Evidence.class)
                .keep(
                        new ByteArrayInputStream(SECRET.getBytes(StandardCharsets.UTF_8)),
                        WORD + ".txt",
                        "text/plain",
                        unit,
                        origin,
                        SECRET);
    }
}
