package org.verdite;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/// The data source works as `verdite_app`, migrations as the owner; the clock is injected everywhere.
@Configuration(proxyBeanMethods = false)
class GroundConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource, Clock clock) {
        return new VerditeTransactions(dataSource, clock);
    }

    /// A dependency of the pool, so that the database stops after it.
    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(Store store) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return store.app();
            }

            @Override
            public String getPassword() {
                return store.appPassword();
            }

            @Override
            public String getJdbcUrl() {
                return store.url();
            }
        };
    }

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(Store store) {
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return store.owner();
            }

            @Override
            public String getPassword() {
                return store.ownerPassword();
            }

            @Override
            public String getJdbcUrl() {
                return store.url();
            }
        };
    }
}
