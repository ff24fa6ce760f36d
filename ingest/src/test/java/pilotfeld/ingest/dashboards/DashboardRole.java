package pilotfeld.ingest.dashboards;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.CaseStrategy;
import org.jdbi.v3.core.mapper.MapMappers;

/// Runs statements with the rights of the dashboards' data source, and no others.
record DashboardRole(Jdbi jdbi) {

  List<Map<String, Object>> query(String sql) {
    return jdbi.inTransaction(
        handle -> {
          handle.execute("SET LOCAL ROLE pilotfeld_dashboard");
          handle.getConfig(MapMappers.class).setCaseChange(CaseStrategy.NOP);
          return handle.createQuery(sql).mapToMap().list();
        });
  }
}
