(* generated from docs/lease/store.md - do not edit *)
theory Store
  imports Main Engine Messages
begin

(* docs/lease/store.md#store-family-engine *)
section \<open>Store Family Engine\<close>

(* docs/lease/store.md#purpose *)
subsection \<open>Purpose\<close>

text \<open>
  A store keeps one text. It takes a new one from the sender of a token that is at least as high as every token that it has seen
  before.
\<close>

(* docs/lease/store.md#store-local-environment *)
subsection \<open>Store Local Environment\<close>

(* docs/lease/store.md#local-state-type *)
subsubsection \<open>Local State Type\<close>

text \<open>
  - `highest`: the highest token that was shown so far.
  - `kept`: the text that was written last.
\<close>

record StoreState =
  highest :: Token
  kept :: string

(* docs/lease/store.md#guarded-actions *)
subsection \<open>Guarded Actions\<close>

datatype StoreGuard =
    AcceptGuard "Name option" Token string  (* writer, newToken, newText *)
  | RefuseGuard "Name option"

type_synonym StoreAction = "(StoreState, StoreMessage, StoreGuard, Letter) GuardedAction"

(* docs/lease/store.md#guarded-action-accept-write *)
subsubsection \<open>Guarded Action: Accept Write\<close>

text \<open>
  Enabled when a `Write` shows a token that is not lower than the highest so far. The text is kept, the token becomes the
  highest one, and the writer is told.
\<close>

definition acceptWrite :: StoreAction where
  "acceptWrite =
     \<lparr>guard =
        (\<lambda>t e.
           case t of
             MessageArrived m \<Rightarrow>
               (let s = content (packet m);
                    shownToken = ticket s
                in if highest (localState e) \<le> shownToken
                   then Some (AcceptGuard (sender m) shownToken (body s))
                   else None)
           | Elapsed _ \<Rightarrow> None),
      action =
        (\<lambda>a.
           let previousEnv = env a
           in case guardOutput a of
                AcceptGuard writer newToken newText \<Rightarrow>
                  \<lparr>newEnv = previousEnv\<lparr>localState := \<lparr>highest = newToken, kept = newText\<rparr>\<rparr>,
                   producedMessages = [sealed (engineRef previousEnv) writer (ToWorker Written)],
                   newTimers = [],
                   spawnedEngines = []\<rparr>
              | RefuseGuard _ \<Rightarrow>
                  \<lparr>newEnv = previousEnv, producedMessages = [], newTimers = [], spawnedEngines = []\<rparr>)\<rparr>"

(* docs/lease/store.md#guarded-action-refuse-write *)
subsubsection \<open>Guarded Action: Refuse Write\<close>

text \<open>
  Enabled when a `Write` shows a token that is lower than the highest so far. The text stays as it is, and the writer is told
  that it was too late.
\<close>

definition refuseWrite :: StoreAction where
  "refuseWrite =
     \<lparr>guard =
        (\<lambda>t e.
           case t of
             MessageArrived m \<Rightarrow>
               (if ticket (content (packet m)) < highest (localState e)
                then Some (RefuseGuard (sender m))
                else None)
           | Elapsed _ \<Rightarrow> None),
      action =
        (\<lambda>a.
           let previousEnv = env a
           in \<lparr>newEnv = previousEnv,
               producedMessages =
                 (case guardOutput a of
                    AcceptGuard _ _ _ \<Rightarrow> []
                  | RefuseGuard writer \<Rightarrow> [sealed (engineRef previousEnv) writer (ToWorker Refused)]),
               newTimers = [],
               spawnedEngines = []\<rparr>)\<rparr>"

definition storeFamily :: "(StoreState, StoreMessage, StoreGuard, Letter) EngineFamily" where
  "storeFamily = \<lparr>actions = [acceptWrite, refuseWrite]\<rparr>"

(* docs/lease/store.md#diagrams *)
subsection \<open>Diagrams\<close>

(* docs/lease/store.md#conversation-partners *)
subsubsection \<open>Conversation Partners\<close>

(* docs/lease/store.md#guarded-actions_1 *)
subsubsection \<open>Guarded Actions\<close>

text \<open>What sets each action off, and what comes of it:\<close>

end
(* digest 1: 41d840c763db0514a2cd05a965dc675b *)
