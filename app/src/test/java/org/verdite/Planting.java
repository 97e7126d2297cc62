package org.verdite;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Records of a unit that an attacker must not see or change. A room adds its own by a class that implements this,
/// named in `META-INF/services/org.verdite.Planting`.
public interface Planting {

    /// Stands in every planted record; found in an answer, something leaked.
    String WORD = "Zorkmid";

    /// For every text that people type. On the pages of those who may read it, it stays a text.
    String SECRET = WORD + "<script>alert(1)</script>";

    /// Plants at least one record of each kind that the room's URLs name. Called within a scope that may do everything.
    ///
    /// @param unit the foreign unit; a site stands there already
    void plant(BeanFactory beans, UnitId unit);

    /// What was planted before: the key of the unit's first record of a table.
    static int first(BeanFactory beans, String table, UnitId unit) {
        var transaction = new TransactionTemplate(beans.getBean(PlatformTransactionManager.class));
        return Objects.requireNonNull(transaction.execute(_ -> beans.getBean(JdbcClient.class)
                .sql("select id from " + table + " where unit_id = :unit order by id limit 1")
                .param("unit", unit.value())
                .query((rs, _) -> rs.getInt(1))
                .single()));
    }

    static <T> T system(Supplier<T> work) {
        return Scope.system("planting").get(work);
    }
}
