package org.verdite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.shared.Scope;

@SpringBootTest
class StartTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void a_transaction_sees_the_units_of_its_scope_and_nobody_sees_nothing() {
        var within = new TransactionTemplate(transactions);
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> jdbc.sql("""
                        insert into organisation.unit (code, name, kind, opened)
                        values ('START-A', '{"_":"en","en":"A"}', 'GROUP', date '2020-01-01')""").update()));
        int seenByNobody = within.execute(_ -> count());
        int seenByAll = Scope.system("test").get(() -> within.execute(_ -> count()));
        assertThat(seenByNobody).isZero();
        assertThat(seenByAll).isEqualTo(1);
    }

    private int count() {
        return jdbc.sql("select count(*) from organisation.unit where code = 'START-A'")
                .query((rs, _) -> rs.getInt(1))
                .single();
    }
}
