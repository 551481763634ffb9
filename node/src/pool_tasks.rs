//! Runs the tasks of the transaction pool so that stopping the node is no failure.
//!
//! One of them blocks its thread until the pool is dropped, so that it cannot be told to stop: it
//! ends last, and would then be reported as an essential task that failed. Here its end counts only
//! if the node goes on afterwards.

use std::time::Duration;

use futures::{channel::oneshot, future::BoxFuture, FutureExt};
use sc_service::{SpawnEssentialTaskHandle, SpawnTaskHandle, TaskManager};
use sp_core::traits::SpawnEssentialNamed;

/// A node that goes on for so long after a task has ended is not stopping.
const GRACE: Duration = Duration::from_secs(2);

/// Spawns the tasks of the pool.
#[derive(Clone)]
pub struct PoolTasks {
    tasks: SpawnTaskHandle,
    guards: SpawnEssentialTaskHandle,
}

type Group = Option<&'static str>;

impl PoolTasks {
    /// Spawns them with the node's other tasks.
    pub fn new(tasks: &TaskManager) -> Self {
        Self { tasks: tasks.spawn_handle(), guards: tasks.spawn_essential_handle() }
    }

    /// The task, and beside it another one, which can be told to stop at any time: unless it is, it
    /// ends soon after the first, and the node with it.
    fn guard(
        &self,
        name: &'static str,
        group: Group,
        task: BoxFuture<'static, ()>,
    ) -> BoxFuture<'static, ()> {
        let (running, ended) = oneshot::channel::<()>();
        self.guards.spawn(name, group, async move {
            let _ = ended.await;
            tokio::time::sleep(GRACE).await;
        });
        async move {
            let _running = running;
            task.await;
        }
        .boxed()
    }
}

impl SpawnEssentialNamed for PoolTasks {
    fn spawn_essential_blocking(
        &self,
        name: &'static str,
        group: Group,
        task: BoxFuture<'static, ()>,
    ) {
        let task = self.guard(name, group, task);
        self.tasks.spawn_blocking(name, group, task);
    }

    fn spawn_essential(&self, name: &'static str, group: Group, task: BoxFuture<'static, ()>) {
        let task = self.guard(name, group, task);
        self.tasks.spawn(name, group, task);
    }
}
