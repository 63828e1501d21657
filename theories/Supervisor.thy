(* generated from docs/lease/supervisor.md - do not edit *)
theory Supervisor
  imports Main Engine Messages
begin

(* docs/lease/supervisor.md#supervisor-family-engine *)
section \<open>Supervisor Family Engine\<close>

(* docs/lease/supervisor.md#purpose *)
subsection \<open>Purpose\<close>

text \<open>A supervisor starts a worker for each job that it is given, and hands the job to it.\<close>

(* docs/lease/supervisor.md#supervisor-local-environment *)
subsection \<open>Supervisor Local Environment\<close>

(* docs/lease/supervisor.md#local-state-type *)
subsubsection \<open>Local State Type\<close>

text \<open>- `started`: how many workers it has started so far.\<close>

record SupervisorState =
  started :: nat

(* docs/lease/supervisor.md#guarded-actions *)
subsection \<open>Guarded Actions\<close>

text \<open>The guard passes the job on to the action.\<close>

record SupervisorGuard =
  name :: Name
  job :: string

type_synonym SupervisorAction = "(SupervisorState, SupervisorMessage, SupervisorGuard, Letter) GuardedAction"

(* docs/lease/supervisor.md#guarded-action-start-worker *)
subsubsection \<open>Guarded Action: Start Worker\<close>

text \<open>Enabled when a `Job` has arrived.\<close>

text \<open>The worker is started and sent the text. The supervisor counts it.\<close>

definition startWorker :: SupervisorAction where
  "startWorker =
     \<lparr>guard =
        (\<lambda>t' _.
           case t' of
             MessageArrived m \<Rightarrow> (let s = content (packet m) in Some \<lparr>name = worker s, job = task s\<rparr>)
           | Elapsed _ \<Rightarrow> None),
      action =
        (\<lambda>a.
           let previousEnv = env a;
               name' = name (guardOutput a)
           in \<lparr>newEnv = previousEnv\<lparr>localState := \<lparr>started = started (localState previousEnv) + 1\<rparr>\<rparr>,
               producedMessages =
                 [sealed
                    (engineRef previousEnv)
                    (Some name')
                    (ToWorker (Start (job (guardOutput a))))],
               newTimers = [],
               spawnedEngines = [name']\<rparr>)\<rparr>"

definition supervisorFamily ::
  "(SupervisorState, SupervisorMessage, SupervisorGuard, Letter) EngineFamily" where
  "supervisorFamily = \<lparr>actions = [startWorker]\<rparr>"

(* docs/lease/supervisor.md#diagrams *)
subsection \<open>Diagrams\<close>

end
(* digest 1: 7ab8c67e29dabd9956ee504f43fd09ad *)
