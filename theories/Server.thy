(* generated from docs/lease/server.md - do not edit *)
theory Server
  imports Main Engine Messages
begin

(* docs/lease/server.md#lock-server-family-engine *)
section \<open>Lock Server Family Engine\<close>

(* docs/lease/server.md#purpose *)
subsection \<open>Purpose\<close>

text \<open>
  A lock server gives leases to workers, one at a time. A lease ends when its time is over, whatever the worker does.
\<close>

(* docs/lease/server.md#lock-server-local-environment *)
subsection \<open>Lock Server Local Environment\<close>

(* docs/lease/server.md#local-state-type *)
subsubsection \<open>Local State Type\<close>

text \<open>A lease belongs to one worker:\<close>

text \<open>
  - `holder`: the worker that may write.
  - `shown`: the token that it shows to the store.
\<close>

record Lease =
  holder :: Name
  shown :: Token

text \<open>The lock server remembers three things:\<close>

text \<open>
  - `lease`: the lease that has not ended yet, if there is one.
  - `nextToken`: the token of the next lease.
  - `duration`: how long a lease lasts.
\<close>

record ServerState =
  lease :: "Lease option"
  nextToken :: Token
  duration :: nat

(* docs/lease/server.md#guarded-actions *)
subsection \<open>Guarded Actions\<close>

text \<open>Two of the three guards tell their actions who has asked.\<close>

datatype ServerGuard =
    GrantGuard Name
  | BusyGuard Name
  | EndGuard

type_synonym ServerAction = "(ServerState, ServerMessage, ServerGuard, Letter) GuardedAction"

text \<open>A request without a sender is from nobody, and is ignored.\<close>

(* docs/lease/server.md#guarded-action-grant-lease *)
subsubsection \<open>Guarded Action: Grant Lease\<close>

text \<open>Enabled when somebody asks for a lease, and there is none.\<close>

text \<open>
  The lease is noted down with the next token, and its holder is told the token. A timer is set for the end of the lease.
\<close>

definition grantLease :: ServerAction where
  "grantLease =
     \<lparr>guard =
        (\<lambda>t e.
           case t of
             MessageArrived m \<Rightarrow>
               (case sender m of
                  Some who \<Rightarrow>
                    (case lease (localState e) of
                       None \<Rightarrow> Some (GrantGuard who)
                     | _ \<Rightarrow> None)
                | _ \<Rightarrow> None)
           | Elapsed _ \<Rightarrow> None),
      action =
        (\<lambda>a.
           let output' = guardOutput a;
               previousEnv = env a;
               state = localState previousEnv;
               token = nextToken state;
               leaseFor = (\<lambda>who. \<lparr>holder = who, shown = token\<rparr>)
           in \<lparr>newEnv =
                 previousEnv\<lparr>localState :=
                    state\<lparr>lease :=
                       (case output' of
                          GrantGuard who \<Rightarrow> Some (leaseFor who)
                        | _ \<Rightarrow> None),
                     nextToken := token + 1\<rparr>\<rparr>,
               producedMessages =
                 (case output' of
                    GrantGuard who \<Rightarrow>
                      [sealed (engineRef previousEnv) (Some who) (ToWorker (Granted token))]
                  | _ \<Rightarrow> []),
               newTimers = [\<lparr>time = duration state, handle = ''lease''\<rparr>],
               spawnedEngines = []\<rparr>)\<rparr>"

(* docs/lease/server.md#guarded-action-turn-away *)
subsubsection \<open>Guarded Action: Turn Away\<close>

text \<open>
  Enabled when `Acquire` arrives while a worker has the lease. The server tells the sender so, and does nothing else.
\<close>

definition turnAway :: ServerAction where
  "turnAway =
     \<lparr>guard =
        (\<lambda>t e.
           case t of
             MessageArrived m \<Rightarrow>
               (case sender m of
                  Some who \<Rightarrow>
                    (case lease (localState e) of
                       Some _ \<Rightarrow> Some (BusyGuard who)
                     | _ \<Rightarrow> None)
                | _ \<Rightarrow> None)
           | Elapsed _ \<Rightarrow> None),
      action =
        (\<lambda>a.
           let previousEnv = env a
           in \<lparr>newEnv = previousEnv,
               producedMessages =
                 (case guardOutput a of
                    BusyGuard who \<Rightarrow> [sealed (engineRef previousEnv) (Some who) (ToWorker Busy)]
                  | _ \<Rightarrow> []),
               newTimers = [],
               spawnedEngines = []\<rparr>)\<rparr>"

(* docs/lease/server.md#guarded-action-end-lease *)
subsubsection \<open>Guarded Action: End Lease\<close>

text \<open>Enabled when the timer has elapsed. The lease is over, whether its holder knows it or not.\<close>

definition endLease :: ServerAction where
  "endLease =
     \<lparr>guard =
        (\<lambda>t _.
           case t of
             MessageArrived _ \<Rightarrow> None
           | Elapsed _ \<Rightarrow> Some EndGuard),
      action =
        (\<lambda>a.
           let previousEnv = env a
           in \<lparr>newEnv = previousEnv\<lparr>localState := localState previousEnv\<lparr>lease := None\<rparr>\<rparr>,
               producedMessages = [],
               newTimers = [],
               spawnedEngines = []\<rparr>)\<rparr>"

definition serverFamily :: "(ServerState, ServerMessage, ServerGuard, Letter) EngineFamily" where
  "serverFamily = \<lparr>actions = [grantLease, turnAway, endLease]\<rparr>"

(* docs/lease/server.md#diagrams *)
subsection \<open>Diagrams\<close>

(* docs/lease/server.md#conversation-partners *)
subsubsection \<open>Conversation Partners\<close>

(* docs/lease/server.md#guarded-actions_1 *)
subsubsection \<open>Guarded Actions\<close>

text \<open>What sets each action off, and what comes of it:\<close>

(* docs/lease/server.md#state *)
subsubsection \<open>State\<close>

end
(* digest 1: decb5b63b476f9198f64c47ddc87c7c2 *)
