package org.levelread.shell;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The rooms' services for a command, without pages and without the server's background work: what a command queues, a
/// server executes. Services are made when they are first needed.
public final class CommandContext implements AutoCloseable {
    private final AnnotationConfigApplicationContext context;

    private CommandContext(AnnotationConfigApplicationContext context) {
        this.context = context;
    }

    /// @param data the data folder, absolute
    public static CommandContext open(DatabaseAccess access, Path data) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("command", Map.of("levelread.data", data.toString())));
        context.registerBean(DatabaseAccess.class, () -> access);
        // settings such as "60s", as the server reads them
        context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
        context.register(Rooms.class);
        // also what configurations make: a command has no web server that their beans could be for
        context.addBeanFactoryPostProcessor(factory -> {
            for (String bean : factory.getBeanDefinitionNames()) factory.getBeanDefinition(bean).setLazyInit(true);
        });
        context.refresh();
        return new CommandContext(context);
    }

    public <T> T get(Class<T> service) {
        return context.getBean(service);
    }

    @Override
    public void close() {
        context.close();
    }

    /// no configuration by name, so that the application does not find it
    @EnableTransactionManagement
    @ComponentScan(
            basePackages = "org.levelread",
            lazyInit = true,
            excludeFilters = {
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "org\\.levelread\\.shell\\..*"),
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "org\\.levelread\\..*\\.ui\\..*"),
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Controller")
            })
    static class Rooms {
        @Bean
        DataSource dataSource(DatabaseAccess access) {
            return new TransactionAwareDataSourceProxy(new AbstractDataSource() {
                @Override
                public Connection getConnection() throws SQLException {
                    return access.connect();
                }

                @Override
                public Connection getConnection(String user, String password) throws SQLException {
                    return access.connect();
                }
            });
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        TransactionTemplate transactions(PlatformTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        JdbcClient jdbcClient(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        SchedulerClient schedulerClient(DataSource dataSource) {
            return SchedulerClient.Builder.create(dataSource).build();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        JsonMapper jsonMapper() {
            return JsonMapper.builder().build();
        }
    }
}
