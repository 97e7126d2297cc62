package org.verdite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.verdite.shared.Scope;

/// Begins every transaction by telling PostgreSQL who acts, which units they see and what time it is.
/// Overriding `doBegin` rather than listening: a listener that throws leaves the connection bound to the thread.
class VerditeTransactions extends JdbcTransactionManager {

    private static final String HAND_OVER = """
            select set_config('role', ?, true), set_config('verdite.units', ?, true), set_config('verdite.who', ?, true),
                   set_config('verdite.request', ?, true), set_config('verdite.now', ?, true),
                   set_config('verdite.administered', ?, true), set_config('verdite.person', ?, true)""";

    private final Clock clock;

    VerditeTransactions(DataSource dataSource, Clock clock) {
        super(dataSource);
        this.clock = clock;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        try {
            handOver(Scope.current());
        } catch (SQLException | RuntimeException e) {
            doCleanupAfterCompletion(transaction);
            throw new CannotCreateTransactionException("the scope could not be handed to the database", e);
        }
    }

    private void handOver(Scope scope) throws SQLException {
        var holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(requiredDataSource());
        if (holder == null) {
            throw new IllegalStateException("no connection is bound");
        }
        Connection connection = holder.getConnection();
        try (var statement = connection.prepareStatement(HAND_OVER)) {
            int[] units = scope.units();
            statement.setString(1, units == null ? "verdite_all" : "verdite_app");
            statement.setString(2, units == null ? "" : asArray(units));
            statement.setString(3, scope.who());
            statement.setString(4, scope.request());
            statement.setString(5, clock.instant().toString());
            int[] administered = scope.administered();
            statement.setString(6, administered == null ? "all" : asArray(administered));
            Integer person = scope.person();
            statement.setString(7, person == null ? "" : person.toString());
            statement.execute();
        }
        if (scope.readOnly()) {
            try (var statement = connection.createStatement()) {
                statement.execute("set transaction read only");
            }
        }
    }

    private DataSource requiredDataSource() {
        var dataSource = getDataSource();
        if (dataSource == null) {
            throw new IllegalStateException("no data source");
        }
        return dataSource;
    }

    private static String asArray(int[] units) {
        return IntStream.of(units).mapToObj(Integer::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
