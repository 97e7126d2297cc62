package org.verdite;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The owner's connections while the rooms migrate. Each room's migration opens several, one after the other, and the
/// handshake for a password costs more than the look at a history that is up to date: so they are kept for the next.
@Component
class MigrationConnections implements FlywayConfigurationCustomizer, AutoCloseable {

    private final HikariDataSource pool;

    MigrationConnections(Store store) {
        pool = of(store.url(), store.owner(), store.ownerPassword());
    }

    /// A pool that opens nothing before it is asked.
    static HikariDataSource of(String url, String user, String password) {
        var pool = new HikariDataSource();
        pool.setPoolName("migrations");
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(0);
        return pool;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.dataSource(pool);
    }

    /// Nobody migrates after the start, and the owner may do what the application may not.
    @EventListener(ApplicationStartedEvent.class)
    @Override
    public void close() {
        pool.close();
    }
}
