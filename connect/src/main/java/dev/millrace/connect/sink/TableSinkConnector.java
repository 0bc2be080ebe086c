package dev.millrace.connect.sink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Brings the records of topics into a table of PostgreSQL, each once, however often it is delivered. */
public final class TableSinkConnector extends SinkConnector {

    private Map<String, String> properties = Map.of();

    @Override
    public void start(Map<String, String> given) {
        SinkSettings.of(given);
        properties = Map.copyOf(given);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return TableSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int most) {
        var tasks = new ArrayList<Map<String, String>>();
        for (int task = 0; task < most; task++) {
            var own = new HashMap<>(properties);
            own.put(TableSinkTask.NUMBER, Integer.toString(task));
            tasks.add(own);
        }
        return tasks;
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return SinkSettings.DEFINITION;
    }

    @Override
    public String version() {
        return AppInfoParser.getVersion();
    }
}
