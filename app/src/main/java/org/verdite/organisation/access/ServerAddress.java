package org.verdite.organisation.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.stereotype.Component;
import org.verdite.organisation.DemonstrationLoading;

/// Sign-ins that everybody knows are never offered to the network: while they exist, or are about to, only this machine
/// is listened to. Otherwise `verdite.address` names an address, by default all.
@Component
@DependsOnDatabaseInitialization
class ServerAddress implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> {

    private final DemonstrationLoading opening;
    private final String wanted;

    ServerAddress(DemonstrationLoading opening, @Value("${verdite.address:}") String wanted) {
        this.opening = opening;
        this.wanted = wanted;
    }

    @Override
    public void customize(ConfigurableServletWebServerFactory factory) {
        if (opening.waiting() || opening.signIns()) {
            factory.setAddress(InetAddress.getLoopbackAddress());
        } else if (!wanted.isBlank()) {
            try {
                factory.setAddress(InetAddress.getByName(wanted));
            } catch (UnknownHostException e) {
                throw new IllegalStateException("verdite.address names no address of this machine: " + wanted, e);
            }
        }
    }
}
