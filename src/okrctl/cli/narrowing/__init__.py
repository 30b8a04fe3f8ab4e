"""No more of a workspace than a page needs: the files of a cycle, of a goal, of a KPI."""
